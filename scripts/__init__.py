"""The entrances: thin commands that bring the product up, test it and measure it."""
