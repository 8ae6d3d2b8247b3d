"""Tandem: one code base for the mentoring programme of several countries."""
