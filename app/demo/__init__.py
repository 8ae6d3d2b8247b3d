"""Demonstration data: invented people after the published profiles, the same at every making."""
