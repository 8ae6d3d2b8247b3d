"""Home: what needs a coordinator today, and the figures of a director."""
