"""Every change to the expenses: entering, deciding, what others paid."""
