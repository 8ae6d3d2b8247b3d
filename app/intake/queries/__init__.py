"""Every question to the tables of the intake: the board, one person's dossier, sessions."""
