"""When the contacts of a duo are due, and when one may be noted.

Sources: Elements of Effective Practice for Mentoring, fifth edition (MENTOR, 2025), R10 and R11:
two contacts in the first month, then monthly, with both sides, written down. The plan itself is
data of the country (`follow-up.toml`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.core.practices import FollowUp, PlannedContact

FUTURE = Reason("future", _("This day has not come yet."))
BEFORE_START = Reason("before_start", _("This day is before the duo began."))
NO_SIDE = Reason("no_side", _("Say with whom you talked."))
OTHER_SIDE_HELD = Reason(
    "other_side_held", _("The contact with the other side is noted already: correct it there.")
)

Pause = tuple[date, date | None]
Key = tuple[str, int, str]
"""Code, number and side: what tells the contacts of a duo apart."""


@dataclass(frozen=True)
class Span:
    """From when to when a duo is planned, with its pauses, each from a day to another or open."""

    started_on: date
    planned_end_on: date
    pauses: Sequence[Pause] = ()


@dataclass(frozen=True)
class Due:
    """One side of a contact that is expected."""

    due_on: date
    late_on: date
    channel: str
    compulsory: bool


def expected(plan: FollowUp, span: Span) -> dict[Key, Due]:
    """All contacts of a duo, by their key."""
    grace = timedelta(days=plan.late_after_days + 1)
    return {
        (contact.code, number, side): Due(day, day + grace, contact.channel, contact.compulsory)
        for contact in plan.contacts
        for number, day in enumerate(days_of(contact, span), start=1)
        for side in contact.sides
    }


def days_of(contact: PlannedContact, span: Span) -> list[date]:
    """When it is due: once, or as often as it comes back; never after the planned end."""
    if contact.before_end_days is not None:
        day = span.planned_end_on - timedelta(days=contact.before_end_days)
        return [day] if day > span.started_on else []
    return list(_repeated(contact, span))


def _repeated(contact: PlannedContact, span: Span) -> Iterator[date]:
    offset = contact.after_days or 0
    while (day := shifted(span, offset)) <= span.planned_end_on:
        yield day
        if contact.every_days is None:
            return
        offset += contact.every_days


def shifted(span: Span, days: int) -> date:
    """So many days of duo after it began: the days of its pauses do not count.

    A pause that lasts moves nothing yet; while it lasts, nothing is late either.
    """
    day = span.started_on + timedelta(days=days)
    for from_on, until_on in sorted(span.pauses, key=lambda pause: pause[0]):
        if until_on is None or day < from_on:
            break
        day += until_on - from_on
    return day


def against_recording(
    held_on: date, started_on: date, today: date, sides: Mapping[str, bool]
) -> list[Reason]:
    """`sides` says of each side that was talked with whether that contact is noted already."""
    verdict = {
        NO_SIDE: not sides,
        FUTURE: held_on > today,
        BEFORE_START: held_on < started_on,
        OTHER_SIDE_HELD: any(sides.values()),
    }
    return [reason for reason, stands in verdict.items() if stands]
