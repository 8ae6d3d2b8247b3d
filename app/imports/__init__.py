"""What a national team keeps in spreadsheets, read once into people and duos."""
