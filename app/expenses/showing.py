"""What the pages of expenses show: what a country asks in the form, and words for what there is."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.core import clock
from app.core.i18n import number, pick
from app.core.permissions import Permission
from app.core.viewer import viewer
from app.expenses import labels
from app.expenses.book import HOME, Book
from app.expenses.files import book
from app.expenses.judging import room_of
from app.expenses.models import Kind
from app.expenses.panels import bars
from app.expenses.schemas import BY_KM, ON_THE_ROAD
from app.people.models import Person


def form_facts(person: Person) -> dict[str, Any]:
    """What the form asks in this country, and what is left of the year."""
    said = book()
    car = said.rate_of(Kind.CAR)
    return {
        "kinds": {kind: labels.KINDS[Kind(kind)] for kind in said.kinds},
        "asked": {
            "amount": [kind for kind in said.kinds if kind not in BY_KM],
            "km": [kind for kind in said.kinds if kind in BY_KM],
            "hours": [kind for kind in said.kinds if kind == Kind.HOURS],
            "home": [kind for kind in said.kinds if kind in ON_THE_ROAD]
            if _asks_home(said)
            else [],
            "fiscal_power": [Kind.CAR] if car and "power" in car.by else [],
            "file": list(said.receipt),
        },
        "waiver": said.waiver and pick(said.waiver.sentence),
        "note": pick(said.notes) if said.notes else "",
        "bars": bars(room_of(person, clock.today())),
        "today": clock.today(),
    }


def _asks_home(said: Book) -> list[str]:
    """Trips, where a rule makes something of the way from home."""
    named = {word for rule in said.rules for word in (*rule.of, *rule.other, *rule.unless)}
    return [kind for kind in said.kinds if kind in ON_THE_ROAD and HOME in named]


def what(expense: Any) -> str:
    """The kind, with its kilometres or hours."""
    kind = str(labels.KINDS[expense.kind])
    if expense.km:
        km = number(expense.km, 0 if expense.km % 1 == 0 else 1)
        return str(_("%(kind)s, %(km)s km", kind=kind, km=km))
    if expense.hours:
        return str(
            _(
                "%(kind)s, %(hours)s h",
                kind=kind,
                hours=number(expense.hours, 0 if expense.hours % 1 == 0 else 1),
            )
        )
    return kind


def pages(here: str) -> list[dict[str, object]]:
    """The pages of the expenses as tabs; `here` is the one that is open."""
    named = (
        ("expenses.index", _("Expenses"), Permission.EXPENSES_READ),
        ("expenses.payments.index", _("Payments"), Permission.EXPENSES_PAY),
        ("expenses.years.show", _("List of the year"), Permission.EXPENSES_READ),
        ("expenses.law", _("What may be paid"), Permission.EXPENSES_READ),
    )
    return [
        {"label": label, "url": url_for(endpoint), "active": endpoint == here}
        for endpoint, label, permission in named
        if viewer().may(permission)
    ]


WORDS: dict[str, Any] = {
    "expense_pages": pages,
    "expense_what": what,
    "expense_kinds": labels.KINDS,
    "expense_states": labels.STATES,
    "expense_state_tags": labels.STATE_TAGS,
    "batch_states": labels.BATCH_STATES,
    "batch_tags": labels.BATCH_TAGS,
    "masked_iban": labels.masked,
}
"""Known to every template, as a card of expenses stands on pages of other features too."""
