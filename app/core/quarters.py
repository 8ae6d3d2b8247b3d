"""The quarters of a calendar year, written "2026-Q3"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _

WRITTEN = re.compile(r"(20\d\d)-Q([1-4])")
OF_YEAR = 4


@dataclass(frozen=True, order=True)
class Quarter:
    """`index` counts quarters, so that the next one is one more."""

    index: int

    @property
    def code(self) -> str:
        return f"{self.index // OF_YEAR}-Q{self.index % OF_YEAR + 1}"

    @property
    def first(self) -> date:
        return date(self.index // OF_YEAR, self.index % OF_YEAR * 3 + 1, 1)

    @property
    def last(self) -> date:
        return Quarter(self.index + 1).first - timedelta(days=1)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last one."""
        return self.first, self.last

    @property
    def year_first(self) -> date:
        """The first day of the four quarters that end with this one."""
        return Quarter(self.index - OF_YEAR + 1).first

    @property
    def name(self) -> str:
        year, number = self.index // OF_YEAR, self.index % OF_YEAR + 1
        return str(_("%(year)s, quarter %(quarter)s", year=year, quarter=number))

    def before(self, quarters: int) -> "Quarter":
        return Quarter(self.index - quarters)


def quarter(code: str) -> Quarter:
    """Raises `ValueError` for what is no quarter."""
    found = WRITTEN.fullmatch(code)
    if found is None:
        raise ValueError(code)
    return Quarter(int(found[1]) * OF_YEAR + int(found[2]) - 1)


def quarter_of(day: date) -> Quarter:
    return Quarter(day.year * OF_YEAR + (day.month - 1) // 3)


def last_over(on: date) -> Quarter:
    """The latest quarter whose last day is over on that day."""
    return quarter_of(on).before(1)
