"""What stands against something in the intake: taking part, the next stage, a place."""
