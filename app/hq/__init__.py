"""Headquarters: which countries publish; it never sees a person."""
