"""Sheets of figures: said once for the screen, the spreadsheet, the paper and the drawing."""
