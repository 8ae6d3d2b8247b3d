"""What can be done with donors, gifts, files of the bank and receipts, by what it is about."""
