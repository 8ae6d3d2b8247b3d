"""Headquarters: its pages, their files and the quarterly report; it never sees a person."""
