"""What countries released, as headquarters reads it: what it adds up to, and how it is told."""
