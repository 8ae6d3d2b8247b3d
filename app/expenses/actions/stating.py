"""What a mentor states to have had from other organisations."""

from app.core import clock, events
from app.core.db import db
from app.expenses import queries
from app.expenses.models import Declaration
from app.people.models import Mentor


def declare(*, person: Mentor, year: int, month: int, amount_cents: int) -> None:
    """What other organisations paid them; the last statement holds, and 0 takes it back."""
    found = queries.find_declaration(person, year, month)
    if found is None and amount_cents:
        found = Declaration(person_id=person.id, year=year, month=month)
        db.session.add(found)
    if found is not None and amount_cents:
        found.amount_cents, found.stated_on = amount_cents, clock.today()
    elif found is not None:
        db.session.delete(found)
    events.record("person.expenses_elsewhere_stated", person, year=year, month=month)
