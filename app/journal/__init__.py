"""Journal: who changed what and when, for those who must be able to check."""
