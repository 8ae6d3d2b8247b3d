"""Tabulation: the closed list of tables about a country, and what is counted for each quarter."""
