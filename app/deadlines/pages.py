"""What the calendar and the pages of deadlines show besides the rows themselves."""

import re
from datetime import date, timedelta
from typing import Any

from flask_babel import format_date
from werkzeug.datastructures import MultiDict

from app.core import clock
from app.deadlines import agenda, labels, rules
from app.deadlines.proposing import MOST_DAYS, Asked
from app.grants.models import Grant
from app.grants.queries import version_of

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


def month_asked(text: str) -> date:
    """The first day of "2026-11"; of this month where the text is none."""
    found = MONTH.fullmatch(text)
    today = clock.today()
    return date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1)


def last_of(first: date) -> date:
    return rules.month_of(first)[1]


def calendar(first: date) -> dict[str, Any]:
    """The weeks of a month; each day with what falls on it."""
    weeks = rules.grid(first)
    found = agenda.items(weeks[0][0], weeks[-1][-1])
    by_day: dict[date, list[agenda.Item]] = {}
    for one in found:
        if one.on is not None:
            by_day.setdefault(one.on, []).append(one)
    return {
        "first": first,
        "title": format_date(first, "LLLL y"),
        "weeks": weeks,
        "weekdays": [format_date(day, "EEEE") for day in weeks[0]],
        "by_day": by_day,
        "count": sum(one.on is not None and same(one.on, first) for one in found),
        "previous": f"{first - timedelta(days=1):%Y-%m}",
        "next": f"{last_of(first) + timedelta(days=1):%Y-%m}",
        "kinds": labels.SHOWN_KINDS,
        "today": clock.today(),
    }


def same(day: date, first: date) -> bool:
    """Whether a day is of the month of `first`."""
    return (day.year, day.month) == (first.year, first.month)


def rhythm_asked(args: MultiDict[str, str], grant: Grant) -> Asked:
    """What the address asks for, else what the scheme says."""
    own = Asked.of(version_of(grant))
    cadence, days = args.get("cadence", ""), args.get("days", "")
    plain = days.isascii() and days.isdigit() and len(days) < 4
    return Asked(
        cadence if cadence in labels.CADENCES else own.cadence,
        min(int(days), MOST_DAYS) if plain else own.days_after,
    )
