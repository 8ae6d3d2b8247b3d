"""The words of the personal links for their events."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

Labels = Mapping[str, LazyString]

EVENTS: Labels = {
    "person.expenses_link_sent": _("Link for expenses sent"),
    "person.expenses_link_ended": _("Link for expenses ended"),
}


def event_names() -> list[tuple[str, LazyString]]:
    """For histories."""
    return list(EVENTS.items())
