"""The words of certificates for their events."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

EVENTS: Mapping[str, LazyString] = {
    "person.certificate_issued": _("Training certificate issued"),
    "person.certificate_revoked": _("Training certificate revoked"),
}


def event_names() -> list[tuple[str, LazyString]]:
    """For the history of a profile."""
    return list(EVENTS.items())
