"""Allocation: the ledger of which duo or mentor is counted for which grant, line by line."""
