"""Countries and antennas side by side: how far apart, and whether that is more than chance."""
