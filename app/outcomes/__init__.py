"""Outcomes: the dated situations of a mentee and the evidence for each; nothing is overwritten."""
