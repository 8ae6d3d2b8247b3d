"""An information session as a file for somebody's own calendar."""

from flask import Response
from flask_babel import gettext as _

from app.core import gatherings
from app.information.models import InformationSession


def calendar_file(session: InformationSession) -> Response:
    """The antenna must be loaded."""
    summary = _("Information session · Tandem %(place)s", place=session.antenna.name)
    shown = gatherings.Appointment("session", summary, session.place)
    return gatherings.calendar_file(session, shown)
