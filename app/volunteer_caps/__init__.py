"""What a country's law lets a volunteer be paid: caps and rates as dated data, and the check."""
