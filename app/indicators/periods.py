"""Periods that can be chosen: calendar years and their quarters."""

import re
from datetime import date, timedelta

from flask_babel import gettext as _

from app.core.i18n import day

PERIOD = re.compile(r"^(20\d\d)(?:-q([1-4]))?$")
QUARTERS_BACK = 8


def read_period(text: str) -> tuple[date, date] | None:
    """The first and the last day of `2026` or `2026-q3`; None for anything else."""
    found = PERIOD.match(text.lower())
    if found is None:
        return None
    year, quarter = int(found[1]), int(found[2]) if found[2] else None
    if quarter is None:
        return date(year, 1, 1), date(year, 12, 31)
    following = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    return date(year, quarter * 3 - 2, 1), following - timedelta(days=1)


def period_choices(first_year: int, on: date) -> dict[str, str]:
    """Years since the first duo and the last quarters, newest first, by their code."""
    years = {str(year): str(year) for year in range(on.year, first_year - 1, -1)}
    return years | dict(_quarter(on, back) for back in range(QUARTERS_BACK))


def period_words(first: date | None, last: date | None) -> str:
    """Such as "from 1 Jan 2026 to 31 Mar 2026"."""
    if first and last:
        return str(_("from %(first)s to %(last)s", first=day(first), last=day(last)))
    if first:
        return str(_("since %(first)s", first=day(first)))
    if last:
        return str(_("until %(last)s", last=day(last)))
    return str(_("since the first duo"))


def _quarter(on: date, back: int) -> tuple[str, str]:
    number = on.year * 4 + (on.month - 1) // 3 - back
    year, quarter = number // 4, number % 4 + 1
    name = _("%(year)s, quarter %(quarter)s", year=year, quarter=quarter)
    return f"{year}-q{quarter}", name
