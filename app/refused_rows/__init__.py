"""Rows that were refused: kept for some time, and given back as a file to correct."""
