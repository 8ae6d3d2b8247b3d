"""Whose a shipped module is by now: still the product's, or of those who changed it."""

from app.library.models import Edition, Module
from app.library.rules import edition_digest, facts_of


def is_as_shipped(module: Module, latest: Edition | None) -> bool:
    """Nobody at headquarters changed, published or retired it since it was taken from the files."""
    if latest is None or latest.published_by is not None or module.retired_at is not None:
        return False
    return latest.digest == edition_digest(facts_of(module), module.texts)
