"""Whole lists taken over into people and duos, some hundred rows at a time, and taken back."""
