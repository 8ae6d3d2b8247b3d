"""Every question to the table of events."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, select

from app.core.db import db
from app.core.events import Event
from app.core.listing import Listing
from app.core.tenancy import tenant
from app.core.viewer import viewer


def all_events(
    *, q: str = "", subject: str = "", since: date | None = None, until: date | None = None
) -> Listing:
    """Newest first. `q` is part of a name or of an actor; both days are in the period."""
    statement = _seen(select(Event))
    if q:
        part = q.lower().replace(" ", "_")
        statement = statement.where(
            Event.name.contains(part, autoescape=True) | Event.actor.icontains(q, autoescape=True)
        )
    if subject:
        statement = statement.where(Event.name.startswith(f"{subject}.", autoescape=True))
    if since:
        statement = statement.where(Event.at >= _midnight(since))
    if until:
        statement = statement.where(Event.at < _midnight(until + timedelta(days=1)))
    sorts = {"newest": (Event.id.desc(),), "oldest": (Event.id,)}
    return Listing(statement, sorts=sorts, filters={"q": q, "subject": subject})


def events_about(subject_type: str, subject_id: int) -> Listing:
    """All that happened to one row."""
    statement = _seen(select(Event)).where(
        Event.subject_type == subject_type, Event.subject_id == subject_id
    )
    return Listing(statement, sorts={"newest": (Event.id.desc(),)})


def find_event(event_id: int) -> Event | None:
    return db.session.scalars(_seen(select(Event)).where(Event.id == event_id)).one_or_none()


def _seen(statement: Select[Event]) -> Select[Event]:
    """Events of an antenna are for those who see that antenna."""
    seen = viewer().antenna_ids
    if seen is None:
        return statement
    here: ColumnElement[bool] = Event.antenna_id.in_(sorted(seen))
    return statement.where(here)


def _midnight(day: date) -> datetime:
    """The beginning of a day where the tenant works."""
    return datetime.combine(day, time.min, tenant().zone)
