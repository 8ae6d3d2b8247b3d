"""What the rules on contacts count: with both sides, in time, and the exchange meetings of mentors.

A contact belongs to the period in which its time was over, one that nobody had planned to the
period in which it was held. What a pause holds up is not counted until the duo goes on.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select

from app.core.practices import MENTEE, MENTOR
from app.core.tenancy import tenant
from app.duos.models import Duo
from app.followup.models import DuoContact
from app.followup.queries import held_in_time, is_counted
from app.indicators.facts import Scope
from app.scoreboard.counting import Condition, within

EXCHANGE = "exchange"
MEETINGS = 2
"""Exchange meetings of mentors for each mentee (R12; brief.md)."""
CONTACTS = DuoContact.__table__
ONE, OTHER = CONTACTS.alias("one_contact"), CONTACTS.alias("other_contact")


def _over(row: Any, scope: Scope) -> Condition:
    """A compulsory contact of a duo, whose time was over."""
    return and_(is_counted(row), within(row.late_on, scope))


def over(scope: Scope) -> Condition:
    """Of contacts, joined to their duos."""
    return _over(DuoContact, scope)


def in_time(_scope: Scope) -> Condition:
    return held_in_time()


def _with(side: str, scope: Scope) -> Condition:
    found = select(ONE.c.id).where(ONE.c.duo_id == Duo.id, ONE.c.side == side, _over(ONE.c, scope))
    return exists(found.correlate(Duo))


def with_both_sides(scope: Scope) -> Condition:
    """Duos in which the time of a contact with each side was over."""
    return and_(_with(MENTEE, scope), _with(MENTOR, scope))


def _noted(*conditions: ColumnElement[bool]) -> Condition:
    """A contact with the mentee and one with the mentor were noted, in this way."""
    found = select(ONE.c.id).join(OTHER, ONE.c.duo_id == OTHER.c.duo_id)
    sides = ONE.c.side == MENTEE, OTHER.c.side == MENTOR
    held = ONE.c.held_on.is_not(None), OTHER.c.held_on.is_not(None)
    found = found.where(ONE.c.duo_id == Duo.id, *sides, *held, *conditions)
    return exists(found.correlate(Duo))


def by_one_person(scope: Scope) -> Condition:
    """Ideally the same person stands behind both (R10)."""
    both = (ONE.c, OTHER.c)
    of_period = (within(func.coalesce(row.late_on, row.held_on), scope) for row in both)
    known = (row.held_on <= scope.until for row in both)
    return _noted(ONE.c.by_id == OTHER.c.by_id, *of_period, *known)


by_somebody = _noted(or_(ONE.c.by_id.is_(None), OTHER.c.by_id.is_(None)))
"""Both sides were noted, and of one of them nobody's name was kept."""


def second_exchange(scope: Scope) -> Condition:
    """Duos in which the time of an exchange meeting that is not the first was over."""
    codes = [
        contact.code
        for contact in tenant().practice.follow_up.contacts
        if contact.channel == EXCHANGE and contact.compulsory
    ]
    if not codes:
        return false()
    before = OTHER.c.duo_id == ONE.c.duo_id, OTHER.c.late_on < ONE.c.late_on
    found = (
        select(ONE.c.id)
        .join(OTHER, and_(*before))
        .where(
            ONE.c.duo_id == Duo.id,
            ONE.c.code.in_(codes),
            OTHER.c.code.in_(codes),
            _over(ONE.c, scope),
        )
    )
    return exists(found.correlate(Duo))


def exchanged(scope: Scope) -> Condition:
    """Two were held; which of those that were planned, or besides the plan, does not matter."""
    held = (
        select(func.count(ONE.c.id))
        .where(
            ONE.c.duo_id == Duo.id,
            ONE.c.channel == EXCHANGE,
            ONE.c.held_on <= scope.until,
        )
        .correlate(Duo)
        .scalar_subquery()
    )
    return held >= MEETINGS
