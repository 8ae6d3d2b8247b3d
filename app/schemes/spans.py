"""How many whole years and months lie between two days, as the SQL of the engine counts them."""

from calendar import monthrange
from datetime import date


def years_between(first: date, last: date) -> int | None:
    """Birthdays since: whoever was born on 29 February has theirs on 1 March; None where `last` is
    before `first`. The same sum is done in SQL, where days are the numbers 20260331."""
    found = _as_number(last) - _as_number(first)
    return None if found < 0 else found // 10_000


def months_between(first: date, last: date) -> int | None:
    """Complete months, the last day of a month that is too short completing it: from 31 August to
    28 February are six (Regulation (EEC, Euratom) No 1182/71, Article 3(2)(c), counts so); None
    where `last` is before `first`."""
    if last < first:
        return None
    months = (last.year - first.year) * 12 + last.month - first.month
    complete = last.day >= first.day or last.day == monthrange(last.year, last.month)[1]
    return months if complete else months - 1


def _as_number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
