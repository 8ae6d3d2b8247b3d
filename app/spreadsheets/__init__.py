"""Spreadsheets and text files of unknown make, read into rows of cells, whatever they are about."""
