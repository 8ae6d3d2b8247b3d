"""The words of training sessions: states of a place, events."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.training_sessions.models import PlaceState

Labels = Mapping[str, LazyString]

PLACE_STATES: Labels = {
    PlaceState.INVITED: _("Invited"),
    PlaceState.SIGNED_UP: _("Has a place"),
    PlaceState.WAITING: _("On the waiting list"),
    PlaceState.CANCELLED: _("Does not come"),
}
PLACE_TAGS: Mapping[str, str] = {
    PlaceState.INVITED: "neutral",
    PlaceState.SIGNED_UP: "good",
    PlaceState.WAITING: "watch",
    PlaceState.CANCELLED: "neutral",
}
EVENTS: Labels = {
    "training_session.planned": _("Training session planned"),
    "training_session.changed": _("Training session changed"),
    "training_session.cancelled": _("Training session cancelled"),
    "training_session.attendance_recorded": _("Attendance of a training session noted"),
    "person.invited_to_training": _("Invited to a training session"),
    "person.training_place_taken": _("Got a place at a training session"),
    "person.training_place_waiting": _("On the waiting list of a training session"),
    "person.training_place_given_up": _("Gave up the place at a training session"),
}


def event_names() -> list[tuple[str, LazyString]]:
    """For the history of a profile."""
    return list(EVENTS.items())
