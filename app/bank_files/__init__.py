"""Files of the bank (CAMT.053): read, recognised, and each line decided to be a gift or none."""
