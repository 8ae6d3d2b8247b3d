"""What only a real browser can tell: pages as they look, are read, and are used."""
