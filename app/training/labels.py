"""The words of training for its codes: ways, levels, events."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.training.models import CompletionWay

Labels = Mapping[str, LazyString]

WAYS: Labels = {
    CompletionWay.SESSION: _("In a session"),
    CompletionWay.READING: _("By reading, quiz passed"),
    CompletionWay.NOTED: _("Noted by hand"),
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
    "person.module_completed": _("Training module completed"),
    "person.completion_changed": _("Completed training module corrected"),
    "person.completion_removed": _("Completed training module taken away"),
}


def event_names() -> list[tuple[str, LazyString]]:
    """For the history of a profile."""
    return list(EVENTS.items())
