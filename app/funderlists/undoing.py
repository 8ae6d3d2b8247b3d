"""Taking back a list of funders: what it made goes, what it changed becomes what it was.

Whatever somebody has worked on since stays as it is: a list must never cost them their work.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete

from app.core import events
from app.core.db import db
from app.core.events import plain
from app.funderlists import queries
from app.funders.actions import refresh_keys
from app.funders.models import Funder, FunderContact, Interaction, Reminder

DAYS = frozenset({"answer_on", "stage_since"})


def take_back(written: Mapping[str, Any]) -> int:
    """How many of the funders it made stay, because they were touched since."""
    made, event_id = set(written["funders"]), written["event"]
    touched = queries.touched_since(made, event_id)
    gone = made - touched
    _put_back([each for each in written["changes"] if each[0] not in made])
    beside = {one: of for one, of in written["contacts"] if of not in made}
    _remove_contacts(beside, set(beside) - queries.contacts_in_use(beside, event_id))
    mine = Reminder.id.in_(written["reminders"]), Reminder.done_on.is_(None)
    _execute(delete(Reminder).where(*mine, Reminder.funder_id.not_in(touched)))
    for model in (Reminder, Interaction, FunderContact):
        _execute(delete(model).where(model.funder_id.in_(gone)))
    events.record_many(
        "funder.removed", Funder.__tablename__, ((one, None) for one in sorted(gone))
    )
    _execute(delete(Funder).where(Funder.id.in_(gone)))
    db.session.expire_all()
    return len(touched)


def _put_back(changes: Iterable[list[Any]]) -> None:
    """Only where the list's value still stands, the last change first."""
    every = list(changes)
    funders = queries.funders_by_id({each[0] for each in every})
    for funder_id, contact_id, name, before, after in reversed(every):
        funder = funders.get(funder_id)
        people = funder.contacts if funder else []
        row: Any = next((p for p in people if p.id == contact_id), None) if contact_id else funder
        if funder and row is not None and plain(getattr(row, name)) == after:
            setattr(row, name, date.fromisoformat(before) if before and name in DAYS else before)
            mark = "contact_" if contact_id else ""
            events.record("funder.changed", funder, fields=[mark + name])
            refresh_keys(funder)
    db.session.flush()


def _remove_contacts(funder_of: Mapping[int, int], gone: Collection[int]) -> None:
    """Contacts it added to funders there were; they are no longer found by them either."""
    _execute(delete(FunderContact).where(FunderContact.id.in_(gone)))
    db.session.expire_all()
    for funder in queries.funders_by_id({funder_of[one] for one in gone}).values():
        refresh_keys(funder)
        events.record("funder.changed", funder, fields=["contacts"])
    db.session.flush()


def _execute(statement: Any) -> None:
    db.session.execute(statement, execution_options={"synchronize_session": False})
