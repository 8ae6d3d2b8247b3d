"""Every change to accounts: coming in, what somebody does for themselves, and the staff's list."""
