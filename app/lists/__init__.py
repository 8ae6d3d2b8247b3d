"""Lists of mentees, mentors and duos: which column holds what, and what each row says."""
