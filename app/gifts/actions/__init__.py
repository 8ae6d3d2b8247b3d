"""What can be done with donors, gifts and receipts, by what it is about."""
