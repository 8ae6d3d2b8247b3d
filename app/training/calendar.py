"""A training session as a file for somebody's own calendar."""

from datetime import timedelta

from flask import Response
from flask_babel import gettext as _
from icalendar import Calendar, Event
from werkzeug.http import dump_options_header

from app.core import clock
from app.core.tenancy import tenant
from app.training.models import TrainingSession
from app.training.reading import title_of


def calendar_file(session: TrainingSession) -> Response:
    """The antenna and the module must be loaded. Nobody who takes part is named in it."""
    event = Event()
    event.add("uid", f"training-{session.id}@{tenant().host}")
    event.add("dtstamp", clock.now())
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.starts_at + timedelta(minutes=session.minutes))
    event.add("summary", _("Training: %(module)s", module=title_of(session.module)))
    event.add("location", session.place or session.link)
    if session.link:
        event.add("url", session.link)
    event.add("status", "CANCELLED" if session.cancelled_at else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//Tandem//training sessions//")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    response = Response(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = dump_options_header(
        "attachment", {"filename": f"training-{session.id}.ics"}
    )
    return response
