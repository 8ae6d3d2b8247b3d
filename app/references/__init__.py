"""Who of a list is there already, by reference, and what files said about them last."""
