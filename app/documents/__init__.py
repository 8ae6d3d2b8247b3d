"""Documents: the files that belong to something else, kept with it and shown only with it."""
