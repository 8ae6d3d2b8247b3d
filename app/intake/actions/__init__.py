"""Every change of the intake: registration, steps on the way, decisions."""
