"""What the kinds and events of documents are called."""

from collections.abc import Iterator

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.documents.rules import ENDINGS

EVENTS: dict[str, LazyString] = {
    "document.kept": _("Document added"),
    "document.removed": _("Document taken away"),
    "document.restored": _("Document put back"),
}
ACCEPTED = ",".join(f".{ending}" for endings in ENDINGS.values() for ending in endings)
"""For the window of the browser in which a file is chosen."""


def event_names() -> Iterator[tuple[str, LazyString]]:
    yield from EVENTS.items()


def kind_of(media_type: str) -> str:
    """PDF, DOCX, ...: what people call a file of that type."""
    return ENDINGS.get(media_type, ("?",))[0].upper()


def size_of(size_bytes: int) -> float:
    """In megabytes, one decimal, never nothing."""
    return max(0.1, round(size_bytes / 1024 / 1024, 1))
