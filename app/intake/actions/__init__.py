"""Every change of the intake: steps on the way, and decisions."""
