"""Sessions of any kind: when one may change, be cancelled or be held, and its calendar file."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from flask import Response
from flask_babel import lazy_gettext as _
from icalendar import Calendar, Event
from werkzeug.http import dump_options_header

from app.core import clock
from app.core.errors import Reason
from app.core.tenancy import tenant

CANCELLED = Reason("cancelled", _("This session is cancelled."))
OVER = Reason("over", _("This session has already begun."))
NOT_BEGUN = Reason("not_begun", _("This session has not begun yet."))
IN_THE_PAST = Reason("in_the_past", _("Choose a moment that is still to come."))
TOO_SMALL = Reason("too_small", _("More people than that already have a place."))
HELD = Reason("held", _("The attendance of this session is written down: it was held."))
ALREADY_ON_IT = Reason("already_on_it", _("This person already has a place at this session."))
NOT_ON_IT = Reason("not_on_it", _("This person has no place at this session."))


class Gathering(Protocol):
    """What every kind of session has. Cancelled, never deleted."""

    id: int
    starts_at: datetime
    minutes: int
    cancelled_at: datetime | None


def against_changing(
    session: Gathering, starts_at: datetime, capacity: int, taken: int, now: datetime
) -> list[Reason]:
    """A session that has begun may be corrected in everything but its moment.

    `taken` is the highest place that somebody has.
    """
    moved = starts_at != session.starts_at
    stands = {
        CANCELLED: session.cancelled_at is not None,
        OVER: moved and session.starts_at <= now,
        IN_THE_PAST: moved and starts_at <= now < session.starts_at,
        TOO_SMALL: capacity < taken,
    }
    return [reason for reason, holds in stands.items() if holds]


def against_cancelling(session: Gathering, *, held: bool) -> list[Reason]:
    stands = {CANCELLED: session.cancelled_at is not None, HELD: held}
    return [reason for reason, holds in stands.items() if holds]


def against_attendance(session: Gathering, now: datetime) -> list[Reason]:
    stands = {CANCELLED: session.cancelled_at is not None, NOT_BEGUN: session.starts_at > now}
    return [reason for reason, holds in stands.items() if holds]


@dataclass(frozen=True)
class Appointment:
    """How a session stands in a calendar; `kind` keeps those of two kinds apart."""

    kind: str
    summary: str
    place: str | None
    link: str | None = None


def calendar_file(session: Gathering, shown: Appointment) -> Response:
    """As an attachment. Nobody who takes part is named in it."""
    event = Event()
    event.add("uid", f"{shown.kind}-{session.id}@{tenant().host}")
    event.add("dtstamp", clock.now())
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.starts_at + timedelta(minutes=session.minutes))
    event.add("summary", shown.summary)
    event.add("location", shown.place or shown.link)
    if shown.link:
        event.add("url", shown.link)
    event.add("status", "CANCELLED" if session.cancelled_at else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", f"-//Tandem//{shown.kind}//")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    response = Response(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = dump_options_header(
        "attachment", {"filename": f"{shown.kind}-{session.id}.ics"}
    )
    return response
