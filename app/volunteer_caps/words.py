"""Reasons that name a figure, in words; put into the reader's language when they are read."""

from datetime import date
from decimal import Decimal

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.core.i18n import day, number
from app.core.money import money
from app.volunteer_caps.book import HOME, Kind, Rule
from app.volunteer_caps.labels import KINDS

MANY = 4
PERIODS = {
    "entry": _("Most at once"),
    "hour": _("Most for an hour"),
    "day": _("Most for a day"),
    "month": _("Most for a month"),
    "year": _("Most for a year"),
}
KILOMETRES = {
    "entry": _("Kilometres at once"),
    "day": _("Kilometres in a day"),
    "month": _("Kilometres in a month"),
    "year": _("Kilometres in a year"),
}


def quantity(rule: Rule, value: Decimal) -> str:
    """Money from cents, or kilometres."""
    if rule.unit == "km":
        return str(_("%(km)s km", km=number(float(value), 0 if value == int(value) else 1)))
    return money(int(value))


def cap_name(rule: Rule) -> LazyString:
    """Most for a year (Trip by car, Public transport); without the kinds where it is of many."""
    named = KILOMETRES if rule.unit == "km" else PERIODS
    cap = named.get(rule.per, PERIODS["year"])
    if len(rule.of) >= MANY:
        return cap
    return _("%(cap)s (%(kinds)s)", cap=cap, kinds=LazyString(kinds_of, rule))


def kinds_of(rule: Rule) -> str:
    """Of what a rule speaks."""
    return ", ".join(str(KINDS[Kind(kind)]) for kind in rule.of if kind != HOME)


def above(rule: Rule, used: Decimal, most: Decimal, *, year: int) -> Reason:
    """`cap_day`, `cap_year_km`, ... or `taxable_month`, ..."""
    facts = {
        "cap": cap_name(rule),
        "used": LazyString(quantity, rule, used),
        "most": LazyString(quantity, rule, most),
        "year": str(year),
    }
    if rule.above == "taxable":
        text = _(
            "%(cap)s: this comes to %(used)s, above the %(most)s of %(year)s. The whole amount is"
            " then taxable, not only what is above.",
            **facts,
        )
        return Reason(f"taxable_{rule.per}", text)
    text = _(
        "%(cap)s: with this it comes to %(used)s, and the law allows %(most)s in %(year)s.", **facts
    )
    return Reason(f"cap_{rule.per}{'_km' if rule.unit == 'km' else ''}", text)


def cap_unknown(rule: Rule, on: date) -> Reason:
    text = _(
        "%(cap)s: the cap for %(year)s is not known or not confirmed. Nothing can be approved or"
        " paid until it is.",
        cap=cap_name(rule),
        year=str(on.year),
    )
    return Reason("cap_unknown", text)


def rate_unknown(rule: Rule, on: date) -> Reason:
    text = _(
        "The rate of a kilometre on %(day)s is not known or not confirmed. Nothing can be approved"
        " or paid until it is.",
        day=LazyString(day, on),
    )
    return Reason("rate_unknown", text)
