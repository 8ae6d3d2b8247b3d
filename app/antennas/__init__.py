"""Antennas: the local branches, the area each serves, and how one opens, changes and closes."""
