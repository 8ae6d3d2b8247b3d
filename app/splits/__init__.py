"""Splits: who reached what, which grants may pay for it, and what the best split says of each."""
