"""The words of the registration for its event."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _


def event_names() -> list[tuple[str, LazyString]]:
    """For the history of a profile."""
    return [("person.applied", _("Sent the public form"))]
