"""What the pages of expenses show: what a country asks in the form, and words for what there is."""

from typing import Any

from flask import abort
from flask_babel import gettext as _

from app.core import clock
from app.core.i18n import number, pick
from app.core.web import LARGEST_ID
from app.expenses import labels, queries
from app.expenses.judging import room_of
from app.expenses.panels import bars
from app.expenses.schemas import BY_KM, ON_THE_ROAD
from app.people.models import Mentor, Person
from app.volunteer_caps.book import HOME, Book, Kind
from app.volunteer_caps.files import book
from app.volunteer_caps.labels import KINDS


def mentor_or_404(mentor_id: int) -> Mentor:
    found = queries.find_mentor(mentor_id) if 0 < mentor_id <= LARGEST_ID else None
    return found or abort(404)


def form_facts(person: Person) -> dict[str, Any]:
    """What the form asks in this country, and what is left of the year."""
    said = book()
    car = said.rate_of(Kind.CAR)
    return {
        "kinds": {kind: KINDS[Kind(kind)] for kind in said.kinds},
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
    kind = str(KINDS[expense.kind])
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


WORDS: dict[str, Any] = {
    "expense_what": what,
    "expense_kinds": KINDS,
    "expense_states": labels.STATES,
    "expense_state_tags": labels.STATE_TAGS,
}
"""Known to every template, as a card of expenses stands on pages of other features too."""
