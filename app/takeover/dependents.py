"""What came after an import and would be lost with it: asked before it is undone.

Every table that points at people, duos or spells is looked at, so that a feature made later is
covered without anyone remembering; `OWN` are those whose rows came by themselves with it.
"""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, Table, and_, func, or_, select

from app.core.db import Base, db
from app.core.events import Event
from app.duos.models import Duo
from app.duplicates.models import DuplicateDoubt
from app.followup.models import DuoContact
from app.matching.models import Proposal
from app.outcomes.models import Spell
from app.people.models import (
    MentorSlot,
    Sector,
    SensitiveFacts,
    SpokenLanguage,
)
from app.references.models import ImportedRow
from app.references.plain_tables import CHANGES, DUOS, EVENTS, PEOPLE, ROWS, SPELLS

OWN = {
    each.__tablename__
    for each in (MentorSlot, SpokenLanguage, Sector, SensitiveFacts, DuplicateDoubt, ImportedRow)
} | {DuoContact.__tablename__}
"""The contacts of a duo are planned by themselves; one that was noted is an event since."""
WITH_ORIGIN = {Duo.__tablename__, Spell.__tablename__}
"""Tables whose rows say which import made them."""
WITHOUT_WEIGHT = ("sensitive.read", "people.exported")
"""Events that change nothing."""
CODES = {Duo.__tablename__: "other_duos", Proposal.__tablename__: "proposals"}


def depending_on(import_id: int, began: Select[int], undone: Select[int]) -> dict[str, int]:
    """Counts by code (see `rules.DEPENDING`); all of them nought when it may be undone.

    `began` asks for the events of its beginning, `undone` for the imports that were undone.
    """
    counts = {
        "changed_since": _changed_since(import_id, began, undone),
        "later_import": _touched_later(import_id),
    }
    for target in (PEOPLE, DUOS, SPELLS):
        for table, column in _pointing_at(target):
            code = CODES.get(table.name, "written_since")
            pointing = _count(_pointing(table, column, target, import_id))
            counts[code] = counts.get(code, 0) + pointing
    return counts


def _changed_since(import_id: int, began: Select[int], undone: Select[int]) -> int:
    """People and duos of the import with an event since that is not its own."""
    first = select(func.min(began.subquery().c.id)).scalar_subquery()
    own = Event.facts["import_id"].as_integer()
    since = (
        select(EVENTS.c.subject_type, EVENTS.c.subject_id)
        .where(EVENTS.c.id > first)
        .where(EVENTS.c.name.not_in(WITHOUT_WEIGHT))
        .where(or_(own.is_(None), and_(own != import_id, own.not_in(undone))))
        .distinct()
    )
    found = 0
    for table, column in ((PEOPLE, ROWS.c.person_id), (DUOS, ROWS.c.duo_id)):
        mine = select(column).where(_mine(import_id), column.is_not(None))
        found += _count(
            since.where(EVENTS.c.subject_type == table.name, EVENTS.c.subject_id.in_(mine))
        )
    return found


def _touched_later(import_id: int) -> int:
    """Rows that the import made or changed and that another one wrote to since."""
    return _count(select(ROWS.c.id).where(_mine(import_id), ROWS.c.import_id != import_id))


def _mine(import_id: int) -> ColumnElement[bool]:
    """Imported rows about what the import made or changed."""
    made_people = select(PEOPLE.c.id).where(PEOPLE.c.import_id == import_id)
    made_duos = select(DUOS.c.id).where(DUOS.c.import_id == import_id)
    changed = select(CHANGES.c.row_id).where(CHANGES.c.import_id == import_id)
    return or_(
        ROWS.c.person_id.in_(made_people),
        ROWS.c.duo_id.in_(made_duos),
        ROWS.c.id.in_(changed),
    )


def _pointing_at(target: Table) -> Iterator[tuple[Table, ColumnElement[int]]]:
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table is target and table.name not in OWN:
                yield table, key.parent


def _pointing(
    table: Table, column: ColumnElement[int], target: Table, import_id: int
) -> Select[tuple[int]]:
    """Rows that point at what the import made, without those it made itself."""
    made = select(target.c.id).where(target.c.import_id == import_id)
    rows = select(table.c.id).where(column.in_(made))
    if table.name in WITH_ORIGIN:
        rows = rows.where(or_(table.c.import_id.is_(None), table.c.import_id != import_id))
    return rows


def _count(statement: Select[tuple[int]]) -> int:
    return db.session.scalar(select(func.count()).select_from(statement.subquery())) or 0
