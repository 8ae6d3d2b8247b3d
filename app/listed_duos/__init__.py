"""Duos as a national list tells them, of the past too, and what became of the mentee."""
