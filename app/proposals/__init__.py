"""Proposals: the best split worked out by a job, a person accepting or refusing its lines."""
