"""People who were there before, and what a file says about them now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core import events
from app.core.db import db, past_the_wall
from app.core.events import plain
from app.listed_people.newcomers import COMMON, OWN, SENSITIVE, stage_of
from app.lists.rows import Understood
from app.people.filling import FREE_TEXT, fill, refresh_keys
from app.people.models import Kind, Mentee, Mentor, Person, SensitiveFacts, Stage
from app.references.known import Known
from app.references.notes import Changes, Note, Notes
from app.references.runs import Run

LISTS = frozenset({"languages", "sectors", "availability"})
NEVER_EMPTY = frozenset({"capacity", "registered_on"})


@dataclass(frozen=True)
class Touched:
    """A row that says something new in these `cells` about somebody who is there."""

    row: Understood
    prints: Mapping[str, int]
    known: Known
    cells: frozenset[str]
    antenna_id: int


def change_people(run: Run, kind: Kind, touched: Sequence[Touched]) -> set[str]:
    """Set what the new cells say; the references of those who are not as they were before.

    In a dry run all of it is taken back.
    """
    if not touched:
        return set()
    point = db.session.begin_nested() if run.dry else None
    people, facts = _people(kind, [each.known.id for each in touched])
    changed, notes = set(), Notes(run)
    for each in touched:
        changes = _change(run, kind, each, people[each.known.id], facts.get(each.known.id))
        if changes:
            changed.add(each.row.reference)
        before = {name: pair[0] for name, pair in changes.items()}
        whose = ("person_id", each.known.written_as)
        notes.add(Note(each.known, whose, {"prints": each.prints}, before))
    db.session.flush()
    notes.write()
    if point is not None:
        point.rollback()
    return changed


def _people(kind: Kind, ids: Sequence[int]) -> tuple[dict[int, Person], dict[int, SensitiveFacts]]:
    model = Mentor if kind == Kind.MENTOR else Mentee
    parts = [selectinload(model.languages), selectinload(model.sectors)]
    if kind == Kind.MENTOR:
        parts.append(selectinload(Mentor.slots))
    found = select(model).where(model.id.in_(ids)).options(*parts)
    people = db.session.scalars(found.execution_options(**past_the_wall()))
    facts = db.session.scalars(select(SensitiveFacts).where(SensitiveFacts.person_id.in_(ids)))
    return {person.id: person for person in people}, {each.person_id: each for each in facts}


def _change(
    run: Run, kind: Kind, each: Touched, person: Person, facts: SensitiveFacts | None
) -> Changes:
    """`{field: [before, after]}` of all that is different now, as JSON can keep it."""
    values = each.row.values
    stood_at = stage_of(kind, _stage_day(person))
    profile = _profile(kind, {name: values[name] for name in each.cells if name in values})
    changes = fill(person, profile)
    if "antenna" in each.cells and person.antenna_id != each.antenna_id:
        changes["antenna_id"] = [person.antenna_id, each.antenna_id]
        person.antenna_id = each.antenna_id
        if person.owner_id is not None:
            changes["owner_id"] = [person.owner_id, None]
            person.owner_id = None
    changes |= _move_on(person, stood_at, stage_of(kind, _stage_day(person)))
    if changes:
        refresh_keys(person)
        shown = {name: pair for name, pair in changes.items() if name not in FREE_TEXT}
        events.record("person.changed", person, changes=shown, import_id=run.import_id)
    return changes | _change_sensitive(run, each, person, facts)


def _profile(kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    """The cells as the fields of a profile take them."""
    known = {*COMMON, *OWN[kind], "languages", "sectors", "capacity", "registered_on"}
    return {
        name: value if value is not None or name not in LISTS else []
        for name, value in values.items()
        if name in known and not (value is None and name in NEVER_EMPTY)
    }


def _stage_day(person: Person) -> date | None:
    return person.trained_on if isinstance(person, Mentor) else person.interviewed_on


def _move_on(person: Person, stood_at: Stage, stands_at: Stage) -> Changes:
    """The stage follows the file as long as nobody moved the person on by hand."""
    if person.stage != stood_at or stands_at == stood_at:
        return {}
    before, since = person.stage_since, _stage_day(person) or person.registered_on
    person.stage, person.stage_since = stands_at, since
    return {
        "stage": [plain(stood_at), plain(stands_at)],
        "stage_since": [plain(before), plain(since)],
    }


def _change_sensitive(
    run: Run, each: Touched, person: Person, facts: SensitiveFacts | None
) -> Changes:
    """The event tells which of them changed, never what they say."""
    said = {name: each.row.values[name] for name in SENSITIVE if name in each.cells}
    kept = facts or SensitiveFacts(person_id=person.id)
    changes = {
        name: [plain(getattr(kept, name)), plain(value)]
        for name, value in said.items()
        if getattr(kept, name) != value
    }
    if changes:
        for name in changes:
            setattr(kept, name, said[name])
        db.session.add(kept)
        events.record("sensitive.changed", person, fields=sorted(changes), import_id=run.import_id)
    return changes
