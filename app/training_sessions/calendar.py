"""A training session as a file for somebody's own calendar."""

from flask import Response
from flask_babel import gettext as _

from app.core import gatherings
from app.training.reading import title_of
from app.training_sessions.models import TrainingSession


def calendar_file(session: TrainingSession) -> Response:
    """The antenna and the module must be loaded."""
    summary = _("Training: %(module)s", module=title_of(session.module))
    shown = gatherings.Appointment("training", summary, session.place, session.link)
    return gatherings.calendar_file(session, shown)
