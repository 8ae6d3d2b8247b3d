"""The words of readings for their events."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

EVENTS: Mapping[str, LazyString] = {
    "person.reading_sent": _("Link to read a training module sent"),
    "person.quiz_tried": _("Tried the quiz of a training module"),
}


def event_names() -> list[tuple[str, LazyString]]:
    """For the history of a profile."""
    return list(EVENTS.items())
