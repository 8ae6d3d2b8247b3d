"""What can be done with grants. Nothing here commits: the request does, once, at its end."""
