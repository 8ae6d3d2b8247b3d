"""What the expenses do when two profiles are made one: they go along."""

from sqlalchemy import select

from app.core.db import db
from app.expenses.models import BatchLine, Declaration, Expense, PayeeAccount
from app.people.merging import Moved, move
from app.people.models import Person


def merging(kept: Person, gone: Person) -> list[Moved]:
    """Point the expenses of the profile that goes at the one that stays; what was moved.

    An account or statements that the kept one has already stay as they are.
    """
    moved = move(Expense.person_id, kept, gone) + move(BatchLine.person_id, kept, gone)
    for column in (PayeeAccount.person_id, Declaration.person_id):
        if db.session.scalars(select(column).where(column == kept.id).limit(1)).first() is None:
            moved += move(column, kept, gone)
    return moved
