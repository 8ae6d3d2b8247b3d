"""The European Social Fund Plus: participants of an operation and the common indicators."""
