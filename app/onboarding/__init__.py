"""Onboarding: a new country, step by step, complete or not there at all."""
