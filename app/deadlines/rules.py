"""When reports fall due, when somebody is warned, and what stands against changing a deadline."""

from calendar import monthrange
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _

from app.core.clock import months_after
from app.core.errors import Reason
from app.grants.models import GrantState

THRESHOLDS = (60, 30, 7)
"""Days before a deadline on which its owner is told (the issue of the funding: 60, 30, 7)."""
MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
"""The length of a period of each cadence; `end` is the whole grant at once."""
RENEWAL_DAYS = 90
"""From so many days before its end a grant without a successor is told of."""
AHEAD_DAYS = 28
"""What this month shows at least, also when the month is almost over."""
MOST_PERIODS = 120

DONE = Reason("done", _("This was done already."))
NOT_DONE = Reason("not_done", _("This is not done yet."))
DONE_LATER = Reason("done_later", _("This day is still to come."))
GRANT_NOT_OPEN = Reason("grant_cancelled", _("This grant is cancelled: nothing is owed for it."))
NO_OWNER = Reason("no_owner", _("Choose an owner who works with the funding."))
NOTHING_CHOSEN = Reason("nothing_chosen", _("Tick at least one deadline."))


def against_adding(state: str) -> list[Reason]:
    return [GRANT_NOT_OPEN] if state == GrantState.CANCELLED else []


def against_finishing(done_on: date, today: date, *, done: bool) -> list[Reason]:
    stands = {DONE: done, DONE_LATER: done_on > today}
    return [reason for reason, holds in stands.items() if holds]


def entered(due_on: date, today: date, told: Collection[str]) -> list[int]:
    """The thresholds that a deadline has passed and nobody was told of: the largest first."""
    left = (due_on - today).days
    return [days for days in THRESHOLDS if left <= days and str(days) not in told]


def passed(due_on: date, today: date) -> list[str]:
    """All thresholds that lie behind, as they are kept."""
    return [str(days) for days in entered(due_on, today, ())]


@dataclass(frozen=True)
class Period:
    """A part of a grant for which something is handed in; both days are in it."""

    from_on: date
    until_on: date

    def due_on(self, days_after: int | None) -> date:
        return self.until_on + timedelta(days=days_after or 0)


def periods(cadence: str, begins_on: date, ends_on: date) -> list[Period]:
    """The periods of a grant, counted from its first day; the last ends with it."""
    months = MONTHS.get(cadence)
    if months is None or ends_on < begins_on:
        return [Period(begins_on, ends_on)]
    found, from_on = list[Period](), begins_on
    while from_on <= ends_on and len(found) < MOST_PERIODS:
        after = months_after(begins_on, months * (len(found) + 1))
        found.append(Period(from_on, min(after - timedelta(days=1), ends_on)))
        from_on = after
    return found


def pace(begins_on: date, ends_on: date, today: date) -> float:
    """How much of the period of a grant is over, from 0 to 1."""
    days = (ends_on - begins_on).days + 1
    gone = (min(today, ends_on) - begins_on).days + 1
    return max(0.0, gone / days) if days > 0 else 1.0


def is_behind(counted: int, promised: int, share: float) -> bool:
    """Fewer than the promise asks for by now, rounded down."""
    return counted < int(promised * share)


def week_of(day: date) -> date:
    """Its Monday."""
    return day - timedelta(days=day.weekday())


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of its month."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def last_shown(today: date) -> date:
    """Until the end of the month, and four weeks ahead at least."""
    return max(month_of(today)[1], today + timedelta(days=AHEAD_DAYS))


def grid(first: date) -> list[list[date]]:
    """The weeks of a month, from Monday to Sunday, with the days around it."""
    monday, (_first, last) = week_of(first), month_of(first)
    return [list(_week(day)) for day in _mondays(monday, last)]


def _mondays(monday: date, last: date) -> Iterator[date]:
    while monday <= last:
        yield monday
        monday += timedelta(days=7)


def _week(monday: date) -> Sequence[date]:
    return [monday + timedelta(days=number) for number in range(7)]
