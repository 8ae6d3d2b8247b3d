"""Deadlines of the funding: what is owed, when, who is warned, and what this month asks."""
