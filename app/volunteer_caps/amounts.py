"""What an expense comes to, and what a cap allows: the arithmetic of a book's figures."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.volunteer_caps import words
from app.volunteer_caps.book import Book, Figure, Rule
from app.volunteer_caps.values import Entry, Volunteer

NO_AGE = Reason("age_unknown", _("The date of birth of the mentor is not known; the cap needs it."))
NO_POWER = Reason("power_unknown", _("The fiscal power of the car is missing; the scale needs it."))
Used = list[tuple[Rule, Figure]]


def cents(euros: Decimal) -> int:
    """Rounded half up."""
    return int((euros * 100).quantize(Decimal(1), ROUND_HALF_UP))


def figure_of(book: Book, rule: Rule, entry: Entry, who: Volunteer) -> Figure | None:
    """The usable figure of that day and that age; None is asked for."""
    age = who.age_on(entry.on)
    if "age" in rule.by and age is None:
        return None
    fitting = [
        one
        for one in book.figures_on(rule.code, entry.on)
        if one.is_usable and one.from_age <= (age or 0) <= one.until_age
    ]
    return fitting[0] if fitting else None


def most_of(book: Book, rule: Rule, figure: Figure | None, entry: Entry) -> Decimal | None:
    """The cap in cents or kilometres; None as long as a figure of it is not known."""
    if figure is None or figure.value is None:
        return None
    if rule.unit == "km":
        return figure.value
    rate = _plain_rate(book, rule.times, entry) if rule.times else Decimal(1)
    return None if rate is None else Decimal(cents(figure.value * rate))


def _plain_rate(book: Book, code: str, entry: Entry) -> Decimal | None:
    usable = [one for one in book.figures_on(code, entry.on) if one.is_usable]
    return usable[0].value if usable else None


def amount_of(
    book: Book, entry: Entry, year: Sequence[Entry]
) -> tuple[int | None, list[Reason], Used]:
    """What the expense comes to, what is missing to say so, and the figures that say so.

    What was paid is what it cost; kilometres are paid at the rate of the day.
    """
    rule = book.rate_of(entry.kind)
    if rule is None:
        return entry.amount_cents, [], []
    if "power" in rule.by and entry.fiscal_power is None:
        return None, [NO_POWER], []
    before = sum((Decimal(str(one.km or 0)) for one in year if one.is_any(rule.of)), Decimal(0))
    until = before + Decimal(str(entry.km or 0))
    lower, higher = (_along(book, rule, entry, km) for km in (before, until))
    if lower is None or higher is None or higher[1].value is None:
        return None, [words.rate_unknown(rule, entry.on)], []
    return cents(higher[0] - lower[0]), [], [(rule, higher[1])]


def _along(book: Book, rule: Rule, entry: Entry, km: Decimal) -> tuple[Decimal, Figure] | None:
    """What so many kilometres of a year come to; a scale has a fixed part in its higher bands."""
    banded = "km" in rule.by
    for one in book.figures_on(rule.code, entry.on):
        fits = one.from_power <= (entry.fiscal_power or 0) <= one.until_power
        # Bands are whole kilometres with both ends in them: 5,000.4 still belongs to the first.
        if one.is_usable and fits and (not banded or one.from_km <= int(km) <= one.until_km):
            return km * (one.value or Decimal(0)) + (one.fixed if km else Decimal(0)), one
    return None
