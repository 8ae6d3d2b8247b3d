"""Matching: who could be paired with whom, the proposal, and the first meeting's answers."""
