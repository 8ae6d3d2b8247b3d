"""The pages of the comparison: each names the tables it reads and says its parts."""
