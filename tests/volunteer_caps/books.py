"""The shipped books of the countries, and what they say of an expense, as codes."""

from datetime import date

from app.core.config import REPOSITORY
from app.core.tenancy import load_tenant
from app.volunteer_caps import files, rules
from app.volunteer_caps.values import Entry, Volunteer

LATER = date(2027, 12, 31)
OLD = Volunteer(began_on=date(2005, 1, 1), born_on=date(1960, 5, 5))


def book(code):
    found, mistakes = files.read(load_tenant(REPOSITORY / "tenants" / code))
    assert mistakes == []
    return found


def entry(kind, day, cents=None, **more):
    """With its receipt, unless it is said that there is none."""
    more.setdefault("has_receipt", True)
    return Entry(kind, date.fromisoformat(day), cents, **more)


def judged(code, one, others=(), who=OLD, today=LATER):
    return rules.judge(book(code), one, list(others), who, today)


def codes(code, one, others=(), **more):
    """What refuses it, what is missing, what makes it taxable."""
    verdict = judged(code, one, others, **more)
    said = (verdict.against, verdict.missing, verdict.taxed)
    return tuple([reason.code for reason in some] for some in said)


FINE = ([], [], [])


def against(code, one, others=(), **more):
    return codes(code, one, others, **more)[0]
