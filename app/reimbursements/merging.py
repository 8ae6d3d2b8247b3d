"""What the payments do when two profiles are made one: they go along."""

from app.duplicates.merging import Moved, move
from app.people.models import Person
from app.reimbursements import queries
from app.reimbursements.models import BatchLine, PayeeAccount


def merging(kept: Person, gone: Person) -> list[Moved]:
    """Point the payments of the profile that goes at the one that stays; what was moved.

    An account that the kept one has already stays as it is.
    """
    moved = move(BatchLine.person_id, kept, gone)
    if queries.account_of(kept) is None:
        moved += move(PayeeAccount.person_id, kept, gone)
    return moved
