"""Training in a country: the shared modules, sessions, attendance, certificates."""
