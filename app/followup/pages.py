"""The contacts of a duo as its page shows them: what is late or coming, and what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _

from app.core.practices import MENTEE
from app.duos.models import Duo, DuoState
from app.followup import labels, queries
from app.followup.models import DuoContact

NEXT_ONES = 3
"""Contacts that are still to come and shown at once; the others unfold."""
LATE, DUE, AHEAD, OPTIONAL = "late", "due", "ahead", "optional"
TAGS: dict[str, tuple[LazyString, str]] = {
    LATE: (lazy_gettext("late"), "late"),
    DUE: (lazy_gettext("now"), "watch"),
    AHEAD: (lazy_gettext("coming"), "neutral"),
    OPTIONAL: (lazy_gettext("optional"), "neutral"),
}


@dataclass(frozen=True)
class Line:
    """One contact of the plan with the sides that still have to be talked with."""

    name: str
    due_on: date
    channel: str
    state: str
    open: Sequence[DuoContact]
    held: Sequence[DuoContact]


@dataclass(frozen=True)
class Course:
    """`now` is what is late, due or coming next; `later` the rest; `held` the newest first."""

    now: Sequence[Line]
    later: Sequence[Line]
    held: Sequence[DuoContact]
    late: int

    @property
    def worried(self) -> list[DuoContact]:
        """The last contact with a side, where it told of a worry."""
        last = {contact.side: contact for contact in reversed(self.held)}
        return [contact for contact in last.values() if contact.worry]


def course_of(duo: Duo, on: date) -> Course:
    contacts = queries.contacts_of(duo.id)
    lines = _lines(duo, contacts, on) if duo.is_running else []
    ahead = [line for line in lines if line.state in {AHEAD, OPTIONAL}]
    first = [line for line in lines if line not in ahead] + ahead[:NEXT_ONES]
    held = [contact for contact in contacts if contact.held_on is not None]
    return Course(
        now=first,
        later=ahead[NEXT_ONES:],
        held=sorted(held, key=lambda one: (one.held_on, one.id), reverse=True),
        late=sum(line.state == LATE for line in lines),
    )


def _lines(duo: Duo, contacts: Sequence[DuoContact], on: date) -> list[Line]:
    planned = sorted(
        (contact for contact in contacts if contact.code is not None),
        key=lambda one: (one.due_on or date.max, one.code or "", one.number, one.side),
    )
    found = []
    for (code, number), both in groupby(planned, key=lambda one: (one.code, one.number)):
        rows = list(both)
        still = [row for row in rows if row.held_on is None]
        if still and still[0].due_on is not None:
            held = [row for row in rows if row.held_on is not None]
            name, channel = labels.name_of(code, number), labels.CHANNEL_NAMES[still[0].channel]
            state = _state(duo, still[0], on)
            found.append(Line(name, still[0].due_on, str(channel), state, still, held))
    return found


def _state(duo: Duo, contact: DuoContact, on: date) -> str:
    if not contact.compulsory:
        return OPTIONAL
    if duo.state == DuoState.PAUSED or contact.due_on is None or contact.due_on > on:
        return AHEAD
    return LATE if contact.is_late(on) else DUE


def side_name(duo: Duo, side: str) -> str:
    """The name of the person on that side."""
    return duo.mentee.name if side == MENTEE else duo.mentor.name


def first_name(duo: Duo, side: str) -> str:
    return duo.mentee.first_name if side == MENTEE else duo.mentor.first_name


def heading(duo: Duo, contact: DuoContact) -> str:
    """What the page of one contact is called."""
    name = labels.name_of(contact.code, contact.number)
    return str(_("%(contact)s: %(person)s", contact=name, person=side_name(duo, contact.side)))


def shown(contact: DuoContact) -> dict[str, Any]:
    """What a form begins with: the plan's channel, or what was noted."""
    names = ("held_on", "channel", "activity", "well_being", "worry", "note")
    return {name: getattr(contact, name) for name in names}
