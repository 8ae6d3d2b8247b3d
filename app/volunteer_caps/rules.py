"""What stands against an expense: the rules of a country's book, applied to one volunteer.

The same verdict refuses a form, explains the disabled button and is told beside an amount:
`against` refuses it, `missing` lets it be kept and not be approved, `taxed` lets it pass and says
what the law makes of it. Sources stand with each rule and figure in the country's `expenses.toml`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.volunteer_caps import words
from app.volunteer_caps.amounts import NO_AGE, amount_of, figure_of, most_of
from app.volunteer_caps.book import Book, Figure, Kind, Rule
from app.volunteer_caps.values import Entry, Volunteer

NOT_HERE = Reason("kind_not_here", _("This country does not pay this kind of expense."))
IN_FUTURE = Reason("in_future", _("This day is still to come."))
BEFORE_START = Reason("before_start", _("The mentor was not registered yet on this day."))
SAME_DAY_TWICE = Reason("same_day_twice", _("There is a flat rate for this day already."))
SAME_TWICE = Reason("same_twice", _("The same expense of this day was entered already."))
NO_RECEIPT = Reason("receipt_missing", _("The receipt is missing: add a photo or the file."))
MIXED = Reason(
    "systems_mixed",
    _(
        "In one calendar year somebody has either the flat rate or real costs, never both. Another"
        " expense of this year is in the other system."
    ),
)
HOME_IN_FLAT = Reason(
    "home_in_flat", _("The way between home and the mentoring is part of the flat rate.")
)
NO_WAIVER = Reason("no_waiver", _("Giving up the payment is not arranged for in this country."))


@dataclass(frozen=True)
class Verdict:
    """`amount_cents` is None while a rate is not known; `figures` are those it was judged by."""

    against: list[Reason] = field(default_factory=list)
    missing: list[Reason] = field(default_factory=list)
    taxed: list[Reason] = field(default_factory=list)
    figures: list[tuple[Rule, Figure]] = field(default_factory=list)
    amount_cents: int | None = None

    def take(self, other: "Verdict") -> None:
        self.against.extend(other.against)
        self.missing.extend(other.missing)
        self.taxed.extend(other.taxed)
        self.figures.extend(other.figures)


def judge(
    book: Book, entry: Entry, others: Sequence[Entry], who: Volunteer, today: date
) -> Verdict:
    """`others` are the standing expenses of the volunteer without this one."""
    year = [one for one in others if one.on.year == entry.on.year]
    amount, unknown, used = amount_of(book, entry, year)
    entry = replace(entry, amount_cents=amount)
    verdict = Verdict(figures=used, missing=unknown, amount_cents=amount)
    verdict.against.extend(_plainly_against(book, entry, year, who, today))
    if entry.kind in book.receipt and not entry.has_receipt:
        verdict.missing.append(NO_RECEIPT)
    for rule in book.rules_of("apart"):
        verdict.against.extend(_against_mixing(rule, entry, year))
    for rule in book.rules_of("cap"):
        if counts(rule, entry, year):
            verdict.take(_capped(book, rule, entry, year, who))
    return verdict


def _plainly_against(
    book: Book, entry: Entry, year: Sequence[Entry], who: Volunteer, today: date
) -> list[Reason]:
    same_day = [one for one in year if one.on == entry.on and one.kind == entry.kind]
    twice = entry.kind == Kind.FLAT and bool(same_day)
    same = not twice and any(one.said == entry.said for one in same_day)
    return [
        reason
        for reason, holds in (
            (NOT_HERE, entry.kind not in book.kinds),
            (IN_FUTURE, entry.on > today),
            (BEFORE_START, entry.on < who.began_on),
            (SAME_DAY_TWICE, twice),
            (SAME_TWICE, same),
            (NO_WAIVER, entry.waived and book.waiver is None),
        )
        if holds
    ]


def _against_mixing(rule: Rule, entry: Entry, year: Sequence[Entry]) -> list[Reason]:
    for mine, theirs in ((rule.of, rule.other), (rule.other, rule.of)):
        if entry.is_any(mine) and any(one.is_any(theirs) for one in year):
            is_home = entry.kind not in mine
            return [HOME_IN_FLAT if is_home else MIXED]
    return []


def counts(rule: Rule, entry: Entry, year: Sequence[Entry]) -> bool:
    """Whether the cap holds for this expense, among the others of its year."""
    if not entry.is_any(rule.of) or any(one.is_any(rule.unless) for one in [*year, entry]):
        return False
    near = [one for one in [*year, entry] if same_period(rule, one.on, entry.on)]
    return not rule.only_with or any(one.is_any(rule.only_with) for one in near)


def same_period(rule: Rule, one: date, other: date) -> bool:
    parts = {"month": 2, "day": 3}.get(rule.per, 1)
    return one.timetuple()[:parts] == other.timetuple()[:parts]


def _capped(book: Book, rule: Rule, entry: Entry, year: Sequence[Entry], who: Volunteer) -> Verdict:
    """What one cap says."""
    figure = figure_of(book, rule, entry, who)
    most = most_of(book, rule, figure, entry)
    if figure is None or most is None:
        no_age = figure is None and "age" in rule.by and who.born_on is None
        return Verdict(missing=[NO_AGE if no_age else words.cap_unknown(rule, entry.on)])
    used = used_of(rule, entry, year, who)
    told = [words.above(rule, used, most, year=entry.on.year)] if used > most else []
    refused, taxable = (told, []) if rule.above == "refused" else ([], told)
    return Verdict(against=refused, taxed=taxable, figures=[(rule, figure)])


def used_of(rule: Rule, entry: Entry, year: Sequence[Entry], who: Volunteer) -> Decimal:
    """What counts towards the cap with this expense: cents or kilometres, an hour's on average."""
    if rule.per in {"hour", "entry"}:
        alone = entry.measure(rule.unit)
        return alone / (Decimal(str(entry.hours)) if rule.per == "hour" and entry.hours else 1)
    near = [one for one in year if same_period(rule, one.on, entry.on) and one.is_any(rule.of)]
    used = sum((one.measure(rule.unit) for one in near), entry.measure(rule.unit))
    elsewhere = rule.elsewhere and rule.unit == "money"
    return used + (who.elsewhere_cents(rule.per, entry.on) if elsewhere else 0)


@dataclass(frozen=True)
class Room:
    """What is left under a cap of a month or a year; `most` None is not known."""

    rule: Rule
    used: Decimal
    most: Decimal | None

    @property
    def left(self) -> Decimal:
        return max(Decimal(0), (self.most or Decimal(0)) - self.used)


def rooms(book: Book, entries: Sequence[Entry], who: Volunteer, on: date) -> list[Room]:
    """Of each cap of a month or a year that holds for this volunteer, as it stands on a day."""
    year = [one for one in entries if one.on.year == on.year]
    found = []
    for rule in book.rules_of("cap"):
        lone = Entry(kind=rule.of[0], on=on, amount_cents=0)
        if rule.per not in {"month", "year"} or not counts(rule, lone, year):
            continue
        most = most_of(book, rule, figure_of(book, rule, lone, who), lone)
        found.append(Room(rule, used_of(rule, lone, year, who), most))
    return found


def taxed(book: Book, entries: Sequence[Entry], who: Volunteer) -> set[int]:
    """The ids of the expenses of which the whole amount is taxable: a cap of theirs is passed."""
    found: set[int] = set()
    for one in entries:
        year = [other for other in entries if other.on.year == one.on.year and other is not one]
        above = [rule for rule in book.rules_of("cap") if rule.above == "taxable"]
        for rule in (rule for rule in above if counts(rule, one, year)):
            most = most_of(book, rule, figure_of(book, rule, one, who), one)
            if most is not None and used_of(rule, one, year, who) > most:
                found.add(one.id)
    return found


def frozen(verdict: Verdict) -> list[dict[str, Any]]:
    """The figures of a verdict as they are kept with what was approved."""
    return [
        {
            "rule": rule.code,
            "value": str(figure.value),
            "source": figure.source,
            "from": figure.valid_from and figure.valid_from.isoformat(),
            "until": figure.valid_until and figure.valid_until.isoformat(),
        }
        for rule, figure in verdict.figures
    ]
