"""Coverage: what duos cost by region and quarter, and how much of it is secured."""
