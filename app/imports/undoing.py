"""Taking an import back: what it made goes, what it changed is as it was before."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, select, update

from app.core import events
from app.core.db import Model, db, past_the_wall
from app.core.events import plain
from app.duos.models import Duo
from app.imports.models import Import, ImportChange, ImportedRow
from app.imports.newcomers import SENSITIVE
from app.imports.places import Places
from app.imports.plain_tables import DUOS, PEOPLE, SPELLS
from app.people.filling import fill, refresh_keys
from app.people.models import Person, SensitiveFacts

DATES = ("_on", "_since", "_until")
NOT_OF_PROFILE = frozenset({*SENSITIVE, "antenna_id", "owner_id", "stage", "stage_since"})


def take_back(import_: Import) -> None:
    """Everything of it, in the order in which nothing points at what is gone.

    That nothing depends on it was asked before. Events stay.
    """
    replaced = select(SPELLS.c.replaces_id).where(SPELLS.c.import_id == import_.id)
    stands = update(SPELLS).where(SPELLS.c.id.in_(replaced)).values(replaced_at=None)
    changes = _changes(import_.id)
    db.session.execute(stands)
    db.session.execute(
        update(SPELLS).where(SPELLS.c.import_id == import_.id).values(replaces_id=None)
    )
    db.session.execute(delete(DUOS).where(DUOS.c.import_id == import_.id))
    for change, row in changes:
        _restore(import_.id, change, row)
    db.session.flush()
    db.session.execute(delete(SPELLS).where(SPELLS.c.import_id == import_.id))
    db.session.execute(delete(PEOPLE).where(PEOPLE.c.import_id == import_.id))
    db.session.execute(delete(ImportChange).where(ImportChange.import_id == import_.id))


def _changes(import_id: int) -> Sequence[tuple[ImportChange, ImportedRow]]:
    """The newest first, with the row each is about."""
    statement = (
        select(ImportChange, ImportedRow)
        .join(ImportedRow, ImportedRow.id == ImportChange.row_id)
        .where(ImportChange.import_id == import_id)
        .order_by(ImportChange.id.desc())
    )
    return [(change, row) for change, row in db.session.execute(statement)]


def _restore(import_id: int, change: ImportChange, row: ImportedRow) -> None:
    values = {name: _back(name, value) for name, value in change.before["values"].items()}
    spell_id = change.before.get("spell_id")
    values.pop("spell_id", None)
    if row.duo_id is not None:
        _restore_duo(import_id, _one(Duo, row.duo_id), values)
    elif row.person_id is not None:
        _restore_person(import_id, _kept(row.person_id), values)
    if spell_id is not None:
        db.session.execute(update(SPELLS).where(SPELLS.c.id == spell_id).values(replaced_at=None))
    row.prints, row.spell_id = change.before["prints"], spell_id
    row.import_id = change.before["import_id"] or row.import_id


def _restore_person(import_id: int, person: Person, values: Mapping[str, Any]) -> None:
    profile = {name: value for name, value in values.items() if name not in NOT_OF_PROFILE}
    changes = fill(person, profile)
    for name in NOT_OF_PROFILE.difference(SENSITIVE) & set(values):
        changes[name] = [plain(getattr(person, name)), plain(values[name])]
        setattr(person, name, values[name])
    refresh_keys(person)
    facts = {name: values[name] for name in SENSITIVE if name in values}
    if facts:
        mine = update(SensitiveFacts).where(SensitiveFacts.person_id == person.id)
        db.session.execute(mine.values(facts))
        events.record("sensitive.changed", person, fields=sorted(facts), import_id=import_id)
    if changes:
        events.record("person.changed", person, changes=changes, import_id=import_id)


def _restore_duo(import_id: int, duo: Duo, values: Mapping[str, Any]) -> None:
    if not values:
        return
    changes = {name: [plain(getattr(duo, name)), plain(old)] for name, old in values.items()}
    for name, value in values.items():
        setattr(duo, name, value)
    if not duo.is_running:
        duo.mentor_slot = None
    elif duo.mentor_slot is None or "mentor_id" in values:
        duo.mentor_slot = None
        db.session.flush()
        duo.mentor_slot = Places([duo.mentor_id]).take(duo.mentor_id)
    db.session.flush()
    events.record("duo.corrected", duo, changes=changes, import_id=import_id)


def _one(model: type[Model], row_id: int) -> Any:
    found = select(model).where(model.id == row_id).execution_options(**past_the_wall())
    return db.session.scalars(found).one()


def _kept(person_id: int) -> Person:
    """The profile that goes on, when two were merged since the row was first written."""
    person: Person = _one(Person, person_id)
    return person if person.merged_into_id is None else _kept(person.merged_into_id)


def _back(name: str, value: Any) -> Any:
    """The value as it was before it was kept as JSON."""
    if name == "languages":
        return [{"code": code, "level": level} for code, level in value.items()]
    if isinstance(value, str) and name.endswith(DATES):
        return date.fromisoformat(value)
    return value
