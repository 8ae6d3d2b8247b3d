"""What training does when two profiles are made one: its rows go along."""

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute

from app.core.db import db
from app.duplicates.merging import Moved
from app.people.models import Person
from app.training.models import Completion

ONE_EACH = ((Completion.person_id, Completion.module_id),)
"""Rows of which one person has one for each module or session: those the other one has stay."""


def merging(kept: Person, gone: Person) -> list[Moved]:
    """Point the training of the profile that goes at the one that stays; what was moved."""
    moved: list[Moved] = []
    for column, about in ONE_EACH:
        moved += move_missing(column, about, kept, gone)
    return moved


def move_missing(
    column: InstrumentedAttribute[int],
    about: InstrumentedAttribute[int],
    kept: Person,
    gone: Person,
) -> list[Moved]:
    """Those about which the other one has no row; where both have one, each keeps theirs."""
    model = column.class_
    known = select(about).where(column == kept.id)
    ids = list(db.session.scalars(select(model.id).where(column == gone.id, about.not_in(known))))
    db.session.execute(
        update(model).where(model.id.in_(ids)).values({column.key: kept.id}),
        execution_options={"synchronize_session": False},
    )
    before = {column.key: gone.id}
    return [{"table": model.__tablename__, "id": row_id, "before": before} for row_id in ids]
