"""Paying volunteers what was approved: by file for the bank, and told on the list of a year."""
