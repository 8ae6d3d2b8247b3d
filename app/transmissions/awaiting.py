"""When figures are to be transmitted, and which of those dates nothing was transmitted for."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from app.core.clock import months_after
from app.core.db import db
from app.participations.models import Operation
from app.transmissions.models import Transmission

TRANSMITTED = ((1, 31), (7, 31))
"""The two dates of the managing authority (CPR, Article 42: to be confirmed by the grant act)."""
LATE_AT_MOST = timedelta(days=180)
"""A date that was missed is shown until the next one comes (the house's own choice)."""
MONTHS_AFTER_END = 12
"""Results of six months come in after the end of an operation (the house's own choice)."""


def transmissions_due(first: date, last: date, today: date) -> Iterator[tuple[int, str, date]]:
    """Dates of the period that nothing was transmitted for; a late one too when today is in it."""
    since = today - LATE_AT_MOST if first <= today <= last else first
    days = [day for day in transmission_days(since.year, last.year) if since <= day <= last]
    if not days:
        return
    sent = {tuple(row) for row in db.session.execute(_sent(days))}
    known = select(Operation.id, Operation.code, Operation.begins_on, Operation.ends_on)
    for one in db.session.execute(known.order_by(Operation.id)):
        until = months_after(one.ends_on, MONTHS_AFTER_END)
        for day in days:
            if one.begins_on < day <= until and (one.id, day) not in sent:
                yield one.id, one.code, day


def _sent(days: list[date]) -> Any:
    found: Any = select(Transmission.operation_id, Transmission.due_on)
    return found.where(Transmission.due_on.in_(days))


def transmission_days(first_year: int, last_year: int) -> list[date]:
    years = range(first_year, last_year + 1)
    return [date(year, month, day) for year in years for month, day in TRANSMITTED]


def next_transmission(today: date) -> date:
    """The next of the two dates, today included."""
    return next(day for day in transmission_days(today.year, today.year + 1) if day >= today)


def figures_day(due_on: date) -> date:
    """The end of the half-year before a transmission, as a proposal."""
    return date(due_on.year - 1, 12, 31) if due_on.month == 1 else date(due_on.year, 6, 30)
