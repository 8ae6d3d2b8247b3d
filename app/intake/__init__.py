"""Intake: from the public registration to the decision, stage by stage."""
