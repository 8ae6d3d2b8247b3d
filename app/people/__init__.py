"""People: the profiles of mentees and mentors, found again on entry, with their history."""
