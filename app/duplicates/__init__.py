"""Duplicates: two profiles that may be of one person, looked at, made one, and apart again."""
