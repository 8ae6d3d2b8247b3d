"""Every change to the expenses: entering, deciding, what is known of a mentor, paying."""
