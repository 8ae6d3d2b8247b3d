"""Mails: tests."""
