"""Claims: what is asked of a funder for a period, frozen line by line, until the money is there."""
