"""What can be done with donors and gifts, by what it is about."""
