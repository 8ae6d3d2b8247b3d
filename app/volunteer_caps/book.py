"""What a country's law says of volunteers' expenses, as values: rules, and their dated figures.

The engine (`app/volunteer_caps/rules.py`) knows three kinds of rules and no country:

- `cap`: what the kinds in `of` may come to, in a day, a month, a year, an hour or one entry, as
  money or as kilometres. Above it an expense is refused, or the whole amount is taxable.
- `rate`: what a kilometre of the kinds in `of` is paid.
- `apart`: two groups of kinds (`of` and `other`) that one volunteer never mixes in a calendar year.

A figure counts only when somebody read it in a source or confirmed it; one that is unverified or
not found is asked for, and nothing that hangs on it is approved or paid.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from app.core.i18n import Said

USABLE = frozenset({"read", "derived", "confirmed"})
STATUSES = ("read", "derived", "confirmed", "unverified", "not found")
HOME = "home"
"""Said of a trip between home and the place of the mentoring, beside its kind."""


class Kind(StrEnum):
    """What the money is for: a day at the flat rate, a cost with its proof, hours at a fee, or a
    trip by one of three means."""

    FLAT = "flat"
    COST = "cost"
    HOURS = "hours"
    CAR = "car"
    BICYCLE = "bicycle"
    PUBLIC = "public"


@dataclass(frozen=True)
class Figure:
    """The value of a rule from one day to another, both in it; None is an open end. Euros, or
    kilometres where the rule counts those. Ages, fiscal powers and kilometres a year are bands."""

    rule: str
    value: Decimal | None
    status: str
    source: Said
    valid_from: date | None = None
    valid_until: date | None = None
    fixed: Decimal = Decimal(0)
    from_age: int = 0
    until_age: int = 200
    from_power: int = 0
    until_power: int = 1000
    from_km: int = 0
    until_km: int = 10**7

    @property
    def is_usable(self) -> bool:
        return self.value is not None and self.status in USABLE

    def covers(self, day: date) -> bool:
        return (self.valid_from or date.min) <= day <= (self.valid_until or date.max)


@dataclass(frozen=True)
class Rule:
    """`elsewhere`: what other organisations paid counts too. `only_with`: it holds in a period in
    which one of these is there; `unless`: not in a year in which one of these is. `times` names a
    rate that the figure is multiplied by. `by` says what bands its figures have."""

    code: str
    kind: str
    of: tuple[str, ...]
    source: Said
    per: str = "year"
    unit: str = "money"
    above: str = "refused"
    elsewhere: bool = False
    only_with: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    times: str | None = None
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Waiver:
    """Giving up the payment in writing, so that it becomes a gift with a receipt."""

    sentence: Mapping[str, str]
    form: str
    mention: Mapping[str, str]
    source: Said


@dataclass(frozen=True)
class Book:
    """`receipt` are the kinds that need a proof; `format` is the message that the bank is sent."""

    kinds: tuple[str, ...] = ()
    receipt: tuple[str, ...] = ()
    format: str = "pain.001.001.03"
    format_status: str = "not found"
    rules: tuple[Rule, ...] = ()
    figures: tuple[Figure, ...] = ()
    waiver: Waiver | None = None
    notes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def rules_of(self, kind: str) -> list[Rule]:
        return [rule for rule in self.rules if rule.kind == kind]

    def rate_of(self, kind: str) -> Rule | None:
        """How a kilometre by these means is paid; None for what is paid as it cost."""
        return next((rule for rule in self.rules_of("rate") if kind in rule.of), None)

    def figures_on(self, rule: str, day: date) -> list[Figure]:
        """Those of the day, with every band, also those that are not known yet."""
        return [one for one in self.figures if one.rule == rule and one.covers(day)]
