"""Tables of the expenses and their payment."""
