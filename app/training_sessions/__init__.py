"""Training sessions: planned, invited to, held; their waiting list and who was there."""
