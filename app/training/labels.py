"""The words of training for its codes: ways, states of a place, levels, events."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.training.models import CompletionWay, PlaceState

Labels = Mapping[str, LazyString]

WAYS: Labels = {
    CompletionWay.SESSION: _("In a session"),
    CompletionWay.READING: _("By reading, quiz passed"),
    CompletionWay.NOTED: _("Noted by hand"),
}
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
AUDIENCES: Labels = {
    "mentor": _("Mentors"),
    "mentee": _("Mentees"),
    "staff": _("Staff"),
}
LEVELS: Labels = {
    "beginner": _("For beginners"),
    "intermediate": _("For those with some experience"),
    "advanced": _("For those with much experience"),
}
EVENTS: Labels = {
    "training.refreshed": _("Training modules copied from headquarters"),
    "training.words_changed": _("Own words of a training module changed"),
    "training.compulsory_changed": _("Compulsory training modules chosen"),
    "training_session.planned": _("Training session planned"),
    "training_session.changed": _("Training session changed"),
    "training_session.cancelled": _("Training session cancelled"),
    "training_session.attendance_recorded": _("Attendance of a training session noted"),
    "person.invited_to_training": _("Invited to a training session"),
    "person.training_place_taken": _("Got a place at a training session"),
    "person.training_place_waiting": _("On the waiting list of a training session"),
    "person.training_place_given_up": _("Gave up the place at a training session"),
    "person.module_completed": _("Training module completed"),
    "person.completion_changed": _("Completed training module corrected"),
    "person.completion_removed": _("Completed training module taken away"),
}


def event_names() -> list[tuple[str, LazyString]]:
    """For the history of a profile."""
    return list(EVENTS.items())
