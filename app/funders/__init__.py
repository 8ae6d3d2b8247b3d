"""Funders: who pays or might, whom to speak to there, what was said, and what comes next."""
