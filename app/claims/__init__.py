"""Claims and reports: what is asked of a funder for a period, frozen, and told on paper."""
