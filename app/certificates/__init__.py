"""Certificates: what somebody followed, on paper, and the page on which anybody verifies it."""
