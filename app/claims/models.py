"""Tables of the claims and the reports."""
