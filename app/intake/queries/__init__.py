"""Every question to the tables of the intake: the board, and one person's dossier."""
