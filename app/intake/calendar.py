"""An information session as a file for somebody's own calendar."""

from datetime import timedelta

from flask import Response
from flask_babel import gettext as _
from icalendar import Calendar, Event
from werkzeug.http import dump_options_header

from app.core import clock
from app.core.tenancy import tenant
from app.intake.models import InformationSession


def calendar_file(session: InformationSession) -> Response:
    """The antenna must be loaded. Nobody who takes part is named in it."""
    event = Event()
    event.add("uid", f"session-{session.id}@{tenant().host}")
    event.add("dtstamp", clock.now())
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.starts_at + timedelta(minutes=session.minutes))
    event.add("summary", _("Information session · Tandem %(place)s", place=session.antenna.name))
    event.add("location", session.place)
    event.add("status", "CANCELLED" if session.cancelled_at else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//Tandem//information sessions//")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    response = Response(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = dump_options_header(
        "attachment", {"filename": f"session-{session.id}.ics"}
    )
    return response
