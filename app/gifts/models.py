"""Tables of the donors and their gifts."""
