"""Messages: the texts that go out by mail, and the log of what was sent."""
