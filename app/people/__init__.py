"""People: who mentees and mentors are; registered, found again, changed, given into other hands."""
