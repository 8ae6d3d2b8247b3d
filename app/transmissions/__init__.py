"""What a managing authority of ESF+ gets: the indicators of an operation, kept as they were."""
