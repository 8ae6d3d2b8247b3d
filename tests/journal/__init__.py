"""The journal: tests."""
