"""What can be done with the contacts of a duo: planning them, noting one, correcting it."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from app.core import clock, events
from app.core.db import db
from app.core.errors import refuse_if
from app.core.practices import BOTH, MENTEE, MENTOR
from app.core.tenancy import tenant
from app.core.viewer import viewer
from app.duos.models import Duo
from app.followup import queries, rules
from app.followup.models import DuoContact
from app.people.actions import note_contact
from app.people.models import Person

AT_ONCE = 500
"""Duos in one go, so that planning all of them needs little memory."""


def plan(duos: Sequence[Duo], since: date) -> int:
    """Bring the contacts of these duos in line with the plan, their days and their pauses.

    What was held stays as it is. What is new in the plan is only asked for from `since` on: nobody
    is late with what they could not know. How many rows were added.
    """
    known = queries.planned_of([duo.id for duo in duos])
    return sum(_plan(duo, known.get(duo.id, []), since) for duo in duos)


def _plan(duo: Duo, known: Collection[DuoContact], since: date) -> int:
    span = rules.Span(
        duo.started_on,
        duo.planned_end_on,
        [(pause.from_on, pause.until_on) for pause in duo.pauses],
    )
    wanted = rules.expected(tenant().practice.follow_up, span)
    if duo.ended_on is not None:
        wanted = {key: due for key, due in wanted.items() if due.due_on <= duo.ended_on}
    for row in known:
        due = wanted.pop((row.code or "", row.number, row.side), None)
        if row.held_on is None:
            _move(row, due)
    new = {key: due for key, due in wanted.items() if due.due_on >= since}
    db.session.add_all(_row(duo, key, due) for key, due in new.items())
    return len(new)


def _move(row: DuoContact, due: rules.Due | None) -> None:
    """To its day; away, when the plan asks for it no longer."""
    if due is None:
        db.session.delete(row)
        return
    row.due_on, row.late_on = due.due_on, due.late_on
    row.channel, row.compulsory = due.channel, due.compulsory


def _row(duo: Duo, key: rules.Key, due: rules.Due) -> DuoContact:
    code, number, side = key
    return DuoContact(
        duo_id=duo.id,
        code=code,
        number=number,
        side=side,
        compulsory=due.compulsory,
        due_on=due.due_on,
        late_on=due.late_on,
        channel=due.channel,
    )


def plan_all() -> int:
    """For every duo that runs, as after an import or a change of the plan; how many were added."""
    added, last = 0, 0
    while duos := queries.running_after(last, AT_ONCE):
        added += plan(duos, clock.today())
        last = duos[-1].id
        db.session.flush()
        if len(duos) == AT_ONCE:
            db.session.expunge_all()
    return added


def record_contact(
    *, duo: Duo, contact: DuoContact, held_on: date, both: bool = False, **said: Any
) -> DuoContact:
    """A planned contact as it was held; `both` when the two were talked with at once.

    `said` is what `ContactSchema` loads. Noting it a second time corrects what was noted.
    """
    rows = [contact]
    other = queries.other_side_of(contact) if both else None
    rows += [other] if other is not None else []
    corrected = contact.is_held
    taken = {row.side: row.is_held for row in rows if row is not contact}
    sides = {contact.side: False} | taken
    refuse_if(rules.against_recording(held_on, duo.started_on, clock.today(), sides))
    for row in rows:
        _write(row, held_on, said)
    name = "duo.contact_corrected" if corrected else "duo.contact_noted"
    _tell(name, duo, rows)
    return contact


def add_contact(*, duo: Duo, held_on: date, side: str, **said: Any) -> list[DuoContact]:
    """One that nobody had planned, with one side or with both."""
    sides = (MENTEE, MENTOR) if side == BOTH else (side,)
    refuse_if(
        rules.against_recording(held_on, duo.started_on, clock.today(), dict.fromkeys(sides, False))
    )
    rows = [DuoContact(duo_id=duo.id, side=one, compulsory=False) for one in sides]
    for row in rows:
        _write(row, held_on, said)
    db.session.add_all(rows)
    _tell("duo.contact_noted", duo, rows)
    return rows


def _write(row: DuoContact, held_on: date, said: dict[str, Any]) -> None:
    row.held_on, row.by_id = held_on, row.by_id if row.is_held else viewer().user_id
    for name, value in said.items():
        setattr(row, name, value)


def _tell(name: str, duo: Duo, rows: Sequence[DuoContact]) -> None:
    """What was said stays out of the history: only when, with whom and how."""
    for row in rows:
        if row.held_on is not None:
            note_contact(_person(duo, row.side), row.held_on)
    first = rows[0]
    sides = [row.side for row in rows]
    events.record(name, duo, code=first.code, sides=sides, on=first.held_on, channel=first.channel)


def _person(duo: Duo, side: str) -> Person:
    return duo.mentee if side == MENTEE else duo.mentor
