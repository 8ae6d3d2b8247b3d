"""Allocation: which duo is counted for which grant, the best split proposed, a person deciding."""
