"""People: the profiles of mentees and mentors, found, kept without doubles, with their history."""
