"""The words of the information for its codes and its events."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.people.models import Kind

Labels = Mapping[str, LazyString]

AUDIENCES: Labels = {Kind.MENTEE: _("Mentees"), Kind.MENTOR: _("Mentors")}
EVENTS: Labels = {
    "person.invited": _("Invited to an information session"),
    "person.signed_up": _("Got a place at an information session"),
    "person.place_given_up": _("Gave up the place at an information session"),
    "person.informed_by_telephone": _("Informed by telephone"),
    "session.planned": _("Information session planned"),
    "session.changed": _("Information session changed"),
    "session.cancelled": _("Information session cancelled"),
    "session.attendance_recorded": _("Attendance noted"),
}


def event_names() -> list[tuple[str, LazyString]]:
    """For the history of a profile and of a session."""
    return list(EVENTS.items())
