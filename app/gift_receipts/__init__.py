"""The receipts of donors for the tax: numbered, frozen, made for a year at once or one by one."""
