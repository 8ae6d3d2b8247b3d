"""Accounts: the staff who sign in, their roles, their second factor, and tokens for programs."""
