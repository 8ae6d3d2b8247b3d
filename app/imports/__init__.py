"""Files of a national team: sent, looked at, started, followed, undone."""
