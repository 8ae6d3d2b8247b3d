"""The model of growth: what can start in each quarter, what binds, how sure. It asks nobody."""
