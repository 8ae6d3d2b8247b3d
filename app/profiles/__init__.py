"""Profiles: the lists of mentees and mentors, the pages about each, and files of the lists."""
