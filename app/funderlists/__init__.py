"""The list of funders that a national team kept in a spreadsheet, read in once."""
