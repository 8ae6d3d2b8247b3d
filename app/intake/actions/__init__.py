"""Every change of the intake: registration, sessions, steps on the way, decisions, many at once."""
