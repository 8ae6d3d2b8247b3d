"""What the information does when two profiles are made one: its rows go along."""

from sqlalchemy import select

from app.core.db import db
from app.duplicates.merging import Moved, move
from app.information.models import InformationTalk, SessionPlace
from app.people.models import Person

ONE_EACH = (
    (SessionPlace.person_id, SessionPlace.session_id),
    (InformationTalk.person_id, None),
)
"""Rows of which one person has one: they stay where they are when both profiles have the same."""


def merging(kept: Person, gone: Person) -> list[Moved]:
    """Point the information of the profile that goes at the one that stays; what was moved."""
    moved: list[Moved] = []
    for column, by in ONE_EACH:
        marked = by if by is not None else column.class_.id.is_not(None)
        mine, theirs = (
            set(db.session.scalars(select(marked).where(column == one.id))) for one in (kept, gone)
        )
        if not mine & theirs:
            moved += move(column, kept, gone)
    return moved
