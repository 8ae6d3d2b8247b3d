"""Every question to the tables of the intake: the board, dossiers, unfinished forms."""
