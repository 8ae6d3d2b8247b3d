"""Registration: the public form of mentees and mentors, step by step, until it is sent."""
