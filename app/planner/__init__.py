"""The growth planner: what it takes to come from two thousand duos a year to fifty thousand."""
