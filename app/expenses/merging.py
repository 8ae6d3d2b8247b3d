"""What the expenses do when two profiles are made one: they go along."""

from sqlalchemy import select

from app.core.db import db
from app.duplicates.merging import Moved, move
from app.expenses.models import Declaration, Expense
from app.people.models import Person


def merging(kept: Person, gone: Person) -> list[Moved]:
    """Point the expenses of the profile that goes at the one that stays; what was moved.

    Statements that the kept one has already stay as they are.
    """
    moved = move(Expense.person_id, kept, gone)
    stated = select(Declaration.id).where(Declaration.person_id == kept.id).limit(1)
    if db.session.scalars(stated).first() is None:
        moved += move(Declaration.person_id, kept, gone)
    return moved
