"""Optimum: the best split of subjects over grants, proven, in plain values without a database."""
