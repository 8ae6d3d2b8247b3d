"""Duos: from the signed agreement to the closing, with pauses, extensions and a change of hands."""
