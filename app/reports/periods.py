"""Quarters, and what an address asks for."""

import re
from datetime import date, timedelta

from flask import request

from app.core.listing import day_in, number_in

WRITTEN = re.compile(r"(20\d\d)-Q([1-4])")


def quarter(code: str) -> tuple[date, date]:
    """First and last day of "2026-Q3". Raises `ValueError` for what is no quarter."""
    found = WRITTEN.fullmatch(code)
    if found is None:
        raise ValueError(code)
    return _quarter(int(found[1]), int(found[2]))


def _quarter(year: int, number_of_year: int) -> tuple[date, date]:
    first = date(year, number_of_year * 3 - 2, 1)
    following = date(year + (number_of_year == 4), number_of_year % 4 * 3 + 1, 1)
    return first, following - timedelta(days=1)


def last_quarter(on: date) -> tuple[date, date]:
    """The latest one that is over on that day."""
    this = (on.month - 1) // 3
    return _quarter(on.year, this) if this else _quarter(on.year - 1, 4)


def day_asked(name: str) -> date | None:
    return day_in(request.args.get(name, ""))


def number(name: str) -> int:
    """A number of the address; 0 for none."""
    return number_in(request.args.get(name, ""))
