"""Taking an import back: what it made goes, what it changed is as it was before.

Some hundred rows at a time, like the taking in: what was interrupted is simply begun again.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Table, delete, select, update
from sqlalchemy.orm import selectinload

from app.core import events
from app.core.db import Model, db, past_the_wall
from app.core.events import plain
from app.duos.models import Duo
from app.listed_duos.places import Places
from app.listed_people.newcomers import SENSITIVE
from app.people.filling import fill, refresh_keys
from app.people.models import Mentee, Mentor, Person, SensitiveFacts
from app.references.models import ImportChange, ImportedRow
from app.references.plain_tables import DUOS, PEOPLE, SPELLS

M = TypeVar("M", bound=Model)
ROWS_AT_ONCE = 500
DATES = ("_on", "_since", "_until")
BESIDES = ("antenna_id", "owner_id", "stage", "stage_since")
"""What an import changes that is no field of a profile."""


def take_back(import_id: int, end: Callable[[], None]) -> None:
    """Everything of it, in the order in which nothing points at what is gone.

    That nothing depends on it was asked before. Events stay. `end` ends a transaction.
    """
    mine = SPELLS.c.import_id == import_id
    replaced = select(SPELLS.c.replaces_id).where(mine)
    db.session.execute(update(SPELLS).where(SPELLS.c.id.in_(replaced)).values(replaced_at=None))
    db.session.execute(update(SPELLS).where(mine).values(replaces_id=None))
    _delete_made(DUOS, import_id, end)
    while changes := _last_changes(import_id):
        Restoring(import_id, [row for _, row in changes]).restore(changes)
        ids = [change.id for change, _ in changes]
        db.session.execute(delete(ImportChange).where(ImportChange.id.in_(ids)))
        end()
    _delete_made(SPELLS, import_id, end)
    _delete_made(PEOPLE, import_id, end)


def _delete_made(table: Table, import_id: int, end: Callable[[], None]) -> None:
    some = select(table.c.id).where(table.c.import_id == import_id).limit(ROWS_AT_ONCE)
    while ids := db.session.scalars(some).all():
        db.session.execute(delete(table).where(table.c.id.in_(ids)))
        end()


Changes = Sequence[tuple[ImportChange, ImportedRow]]


def _last_changes(import_id: int) -> Changes:
    """The newest first, with the row each is about."""
    statement = (
        select(ImportChange, ImportedRow)
        .join(ImportedRow, ImportedRow.id == ImportChange.row_id)
        .where(ImportChange.import_id == import_id)
        .order_by(ImportChange.id.desc())
        .limit(ROWS_AT_ONCE)
    )
    return [(change, row) for change, row in db.session.execute(statement)]


class Restoring:
    """Some people and duos, loaded together, that become again what they were."""

    def __init__(self, import_id: int, rows: Sequence[ImportedRow]) -> None:
        self.import_id = import_id
        people = [row.person_id for row in rows if row.person_id is not None]
        self.duos = _loaded(Duo, [row.duo_id for row in rows if row.duo_id is not None])
        parts = [selectinload(Person.languages), selectinload(Person.sectors)]
        self.people: dict[int, Person] = {
            **_loaded(Mentee, people, parts),
            **_loaded(Mentor, people, [*parts, selectinload(Mentor.slots)]),
        }

    def restore(self, changes: Changes) -> None:
        for change, row in changes:
            values = {name: _back(name, value) for name, value in change.before["values"].items()}
            values.pop("spell_id", None)
            spell_id = change.before["spell_id"]
            if row.duo_id is not None and values:
                self._restore_duo(self.duos[row.duo_id], values)
            if row.person_id is not None:
                self._restore_person(self._profile(row.person_id), values)
            if spell_id is not None:
                stands = update(SPELLS).where(SPELLS.c.id == spell_id)
                db.session.execute(stands.values(replaced_at=None))
            row.prints, row.spell_id = change.before["prints"], spell_id
            row.import_id = change.before["import_id"] or row.import_id
        db.session.flush()

    def _profile(self, person_id: int) -> Person:
        """The one that goes on, when two were merged since the row was first written."""
        person = self.people.get(person_id) or _person(person_id)
        return person if person.merged_into_id is None else self._profile(person.merged_into_id)

    def _restore_person(self, person: Person, values: Mapping[str, Any]) -> None:
        apart = {*SENSITIVE, *BESIDES}
        changes = fill(person, {name: old for name, old in values.items() if name not in apart})
        for name in BESIDES:
            if name in values:
                changes[name] = [plain(getattr(person, name)), plain(values[name])]
                setattr(person, name, values[name])
        if changes:
            refresh_keys(person)
            events.record("person.changed", person, changes=changes, import_id=self.import_id)
        facts = {name: values[name] for name in SENSITIVE if name in values}
        if facts:
            mine = update(SensitiveFacts).where(SensitiveFacts.person_id == person.id)
            db.session.execute(mine.values(facts))
            names = sorted(facts)
            events.record("sensitive.changed", person, fields=names, import_id=self.import_id)

    def _restore_duo(self, duo: Duo, values: Mapping[str, Any]) -> None:
        changes = {name: [plain(getattr(duo, name)), plain(old)] for name, old in values.items()}
        for name, value in values.items():
            setattr(duo, name, value)
        if not duo.is_running or "mentor_id" in values:
            duo.mentor_slot = None
        db.session.flush()
        if duo.is_running and duo.mentor_slot is None:
            duo.mentor_slot = Places([duo.mentor_id]).take(duo.mentor_id)
        events.record("duo.corrected", duo, changes=changes, import_id=self.import_id)


def _loaded(model: type[M], ids: Sequence[int], parts: Sequence[Any] = ()) -> dict[int, M]:
    statement = select(model).where(model.id.in_(ids)).options(*parts)
    found = db.session.scalars(statement.execution_options(**past_the_wall()))
    return {row.id: row for row in found}


def _person(person_id: int) -> Person:
    parts = [selectinload(Person.languages), selectinload(Person.sectors)]
    return _loaded(Person, [person_id], parts)[person_id]


def _back(name: str, value: Any) -> Any:
    """The value as it was before it was kept as JSON."""
    if name == "languages":
        return [{"code": code, "level": level} for code, level in value.items()]
    if isinstance(value, str) and name.endswith(DATES):
        return date.fromisoformat(value)
    return value
