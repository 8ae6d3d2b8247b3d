"""Gifts: who gives and what they promise, what came in, and thanks."""
