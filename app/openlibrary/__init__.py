"""The open library: published modules for everybody, to read, to take away and to take over."""
