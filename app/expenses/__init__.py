"""Volunteers' expenses: entered, checked against the caps of the country, approved."""
