"""Staff accounts: tests."""
