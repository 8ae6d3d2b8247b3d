"""Days as people write them in a cell, and which of day and month they write first."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.spreadsheets.cells import Wrong
from app.spreadsheets.tables import Cell
from app.spreadsheets.words import Lookup

ORDERS = ("dmy", "mdy", "ymd")
NUMERIC_DATE = re.compile(r"\s*(\d{1,2})\D(\d{1,2})\D(\d{4}|\d{2})\b")
PARTS_OF_DATE = re.compile(r"(\d{1,4})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,4})(?:[T ,].*)?")
DAY_MONTH_YEAR = re.compile(
    r"(\d{1,2})(?:er|e|ste|de|st|nd|rd|th)?[\s.-]+([^\W\d_]+)[.,]?[\s.-]+(\d{4})"
)
EIGHT_DIGITS = re.compile(r"(?:19|20)\d{6}")
FIRST_DAY_OF_EXCEL = date(1899, 12, 30)
DAYS_OF_EXCEL = range(1_000, 80_000)


@dataclass(frozen=True)
class Dates:
    """How a file writes them. With `past_from` a year of two digits is not after that year."""

    order: str
    months: Lookup
    past_from: int | None = None


def as_date(text: str, cell: Cell, dates: Dates) -> date:
    """`31/12/2026` in the order of the file, `2026-12-31`, `31 décembre 2026`, a day of Excel.

    Raises `Wrong`.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _day_of_excel(cell)
    return _written(text, dates)


def order_among(texts: Iterable[str]) -> str | None:
    """Day first or month first, by the dates that can only be one of them; None when none tell."""
    votes: Counter[str] = Counter()
    for text in texts:
        found = NUMERIC_DATE.match(text)
        if found and int(found[1]) > 12 >= int(found[2]):
            votes["dmy"] += 1
        elif found and int(found[2]) > 12 >= int(found[1]):
            votes["mdy"] += 1
    return None if votes["dmy"] == votes["mdy"] else votes.most_common(1)[0][0]


def _written(text: str, dates: Dates) -> date:
    if match := PARTS_OF_DATE.fullmatch(text):
        parts = match.groups()
        order = "ymd" if len(parts[0]) == 4 else dates.order
        if order == "ymd" and len(parts[0]) != 4 and len(parts[2]) == 4:
            order = "dmy"
        year, month, day = (parts[order.index(letter)] for letter in "ymd")
        return _date(_year(year, dates), int(month), int(day))
    if EIGHT_DIGITS.fullmatch(text):
        return _date(int(text[:4]), int(text[4:6]), int(text[6:]))
    if match := DAY_MONTH_YEAR.fullmatch(text):
        month = dates.months.find(match[2])
        return _date(int(match[3]), int(month or 0), int(match[1]))
    raise Wrong("bad_date")


def _year(digits: str, dates: Dates) -> int:
    """Two digits are of this century, unless that would lie in the future of a birth."""
    if len(digits) not in {2, 4}:
        raise Wrong("bad_date")
    year = int(digits)
    if len(digits) == 4:
        return year
    this_century = 2000 + year
    future = dates.past_from is not None and this_century > dates.past_from
    return this_century - 100 if future else this_century


def _date(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise Wrong("bad_date") from error
    if not 1900 <= year < 2200:
        raise Wrong("bad_date")
    return found


def _day_of_excel(number: float) -> date:
    """Spreadsheets count days from the end of 1899 (Excel's 1900 date system)."""
    if int(number) not in DAYS_OF_EXCEL:
        raise Wrong("bad_date")
    return FIRST_DAY_OF_EXCEL + timedelta(days=int(number))
