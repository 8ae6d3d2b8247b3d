"""The scoreboard: the quality standard R1 to R16, antenna by antenna, read off the data."""
