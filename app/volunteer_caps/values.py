"""One expense and one volunteer as the rules see them: plain values, no rows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from app.volunteer_caps.book import HOME


@dataclass(frozen=True)
class Entry:
    kind: str
    on: date
    amount_cents: int | None = None
    km: float | None = None
    hours: float | None = None
    home: bool = False
    fiscal_power: int | None = None
    has_receipt: bool = False
    waived: bool = False
    id: int = 0

    @property
    def said(self) -> tuple[object, ...]:
        """What makes two expenses of a day the same."""
        return self.amount_cents, self.km, self.hours, self.home

    def is_any(self, said: Collection[str]) -> bool:
        return self.kind in said or (self.home and HOME in said)

    def measure(self, unit: str) -> Decimal:
        """Kilometres, or cents; nothing while they are not known."""
        return Decimal(str(self.km or 0)) if unit == "km" else Decimal(self.amount_cents or 0)


@dataclass(frozen=True)
class Volunteer:
    """`elsewhere`: cents from other organisations by year and month (0: the year as a whole)."""

    began_on: date
    born_on: date | None = None
    elsewhere: Mapping[tuple[int, int], int] = field(default_factory=lambda: MappingProxyType({}))

    def age_on(self, day: date) -> int | None:
        if self.born_on is None:
            return None
        had = (day.month, day.day) >= (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - (0 if had else 1)

    def elsewhere_cents(self, per: str, day: date) -> int:
        """In the month, or in the whole year with all its months."""
        return sum(
            amount
            for (year, month), amount in self.elsewhere.items()
            if year == day.year and (per == "year" or (per == "month" and month == day.month))
        )
