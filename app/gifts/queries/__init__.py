"""Every question to the tables of gifts, by what it is about."""
