"""Indicators: one function for each figure, whose definition is shown beside it."""
