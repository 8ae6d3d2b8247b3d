"""Intake: the way of everybody who registered to the decision, stage by stage."""
