"""Mentees and mentors as a national list tells them: who is new, who changed, who is refused."""
