"""Whole years and months between two days, in SQL that both databases understand.

The sums are those of `app/schemes/spans.py`.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, extract, or_


def days_between(first: Any, last: Any) -> ColumnElement[Any]:
    """The difference of two days written as 20260331: 10,000 for each whole year."""
    return _as_number(last) - _as_number(first)


def complete_months(first: Any, last: Any) -> ColumnElement[Any]:
    """The last day of a month that is too short completes it."""
    years = extract("year", last) - extract("year", first)
    months = years * 12 + extract("month", last) - extract("month", first)
    day = extract("day", last)
    complete = or_(day >= extract("day", first), day == _length_of_month(last))
    return months - case((complete, 0), else_=1)


def _as_number(day: Any) -> ColumnElement[Any]:
    return extract("year", day) * 10_000 + extract("month", day) * 100 + extract("day", day)


def _length_of_month(day: Any) -> ColumnElement[Any]:
    """By the Gregorian calendar."""
    year, month = extract("year", day), extract("month", day)
    leap = and_(year % 4 == 0, or_(year % 100 != 0, year % 400 == 0))
    february = case((leap, 29), else_=28)
    return case((month == 2, february), (month.in_((4, 6, 9, 11)), 30), else_=31)
