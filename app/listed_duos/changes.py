"""Duos of a file written down: many new ones at once, and those that are there corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from app.core import events
from app.core.db import db, past_the_wall
from app.core.events import plain
from app.duos.models import Duo, DuoState
from app.listed_duos.places import Places
from app.listed_duos.situations import add_situations, correct_situation
from app.lists.rows import Understood
from app.people.models import MentorSlot
from app.references.known import Known
from app.references.notes import Changes, Note, Notes
from app.references.plain_tables import DUOS, PEOPLE, ROWS
from app.references.runs import Run

WHEN_AND_HOW = ("started_on", "planned_end_on", "end_reason")
ENDING = ("state", "ended_on")


@dataclass(frozen=True)
class Pairing:
    """A row of a duo with the two it names; `facts` are the columns of the duo."""

    row: Understood
    prints: Mapping[str, int]
    known: Known | None
    cells: frozenset[str]
    mentee: Known
    mentor: Known
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Changing:
    """A duo that is there, with all that it takes to change it."""

    run: Run
    each: Pairing
    known: Known
    places: Places
    notes: Notes


def add_duos(run: Run, pairings: Sequence[Pairing]) -> None:
    if not pairings:
        return
    running = [each for each in pairings if each.facts["ended_on"] is None]
    places = Places({each.mentor.id for each in running})
    rows = [_duo(run, each, places) for each in pairings]
    notes = Notes(run)
    _add_places(run, places, {each.mentor.id: each.mentor for each in running}, notes)
    notes.write()
    added = insert(DUOS).returning(DUOS.c.reference, DUOS.c.id)
    ids: dict[str, int] = {row.reference: row.id for row in db.session.execute(added, rows)}
    duo_ids = [ids[each.row.reference] for each in pairings]
    spells = add_situations(run, [(each.mentee, each.row, each.facts) for each in pairings])
    imported = [
        {
            "duo_id": duo_id,
            "spell_id": spells.get(each.row.reference),
            "import_id": run.import_id,
            "prints": each.prints,
        }
        for duo_id, each in zip(duo_ids, pairings, strict=True)
    ]
    db.session.execute(insert(ROWS), imported)
    subjects = [(ids[each.row.reference], each.mentee.antenna_id) for each in pairings]
    events.record_many("duo.recorded", DUOS.name, subjects, import_id=run.import_id)
    _note_contacts(run, pairings)


def change_duos(run: Run, pairings: Sequence[Pairing]) -> set[str]:
    """Set what the new cells say; the references of those that are not as they were before.

    In a dry run all of it is taken back.
    """
    if not pairings:
        return set()
    point = db.session.begin_nested() if run.dry else None
    duos = _duos([each.known.id for each in pairings if each.known])
    mentors = {duo.mentor_id for duo in duos.values()} | {each.mentor.id for each in pairings}
    places, notes = Places(mentors), Notes(run)
    changed = set()
    for each in pairings:
        known = each.known
        if known and _change(Changing(run, each, known, places, notes), duos[known.id]):
            changed.add(each.row.reference)
    notes.write()
    _note_contacts(run, pairings)
    if point is not None:
        point.rollback()
    return changed


def _duo(run: Run, each: Pairing, places: Places) -> dict[str, Any]:
    running = each.facts["ended_on"] is None
    return {
        **each.facts,
        "version": 1,
        "reference": each.row.reference,
        "mentee_id": each.mentee.id,
        "mentor_id": each.mentor.id,
        "mentor_slot": places.take(each.mentor.id) if running else None,
        "antenna_id": each.mentee.antenna_id,
        "import_id": run.import_id,
    }


def _add_places(run: Run, places: Places, mentors: Mapping[int, Known], notes: Notes) -> None:
    """History may have gone over what a mentor told as their capacity."""
    for mentor_id, numbers in places.added.items():
        slots = [{"mentor_id": mentor_id, "number": number} for number in numbers]
        db.session.execute(insert(MentorSlot), slots)
        before = places.before(mentor_id)
        mentor, changes = mentors[mentor_id], {"capacity": [before, before + len(numbers)]}
        events.record_many(
            "duo.place_added",
            PEOPLE.name,
            [(mentor_id, mentor.antenna_id)],
            changes=changes,
            import_id=run.import_id,
        )
        whose = ("person_id", mentor.written_as)
        notes.add(Note(mentor, whose, {"prints": {}}, {"capacity": before}))
    places.added.clear()


def _duos(ids: Sequence[int]) -> dict[int, Duo]:
    found = select(Duo).where(Duo.id.in_(ids)).execution_options(**past_the_wall())
    return {duo.id: duo for duo in db.session.scalars(found)}


def _change(now: Changing, duo: Duo) -> bool:
    """Whether the duo or the situation after it is not as it was before."""
    run, each = now.run, now.each
    said = _said(each, duo)
    changes: Changes = {
        name: [plain(getattr(duo, name)), plain(value)]
        for name, value in said.items()
        if getattr(duo, name) != value
    }
    if changes:
        _set(now, duo, {name: said[name] for name in changes})
        events.record("duo.corrected", duo, changes=changes, import_id=run.import_id)
    before = {name: pair[0] for name, pair in changes.items()}
    kept: dict[str, Any] = {"prints": each.prints}
    spell = correct_situation(run, now.known, each.mentee, each.row, each.cells)
    if spell.is_new:
        kept["spell_id"], before["spell_id"] = spell.id, now.known.spell_id
    now.notes.add(Note(now.known, ("duo_id", duo.id), kept, before))
    return bool(before)


def _said(each: Pairing, duo: Duo) -> dict[str, Any]:
    """What the new cells say about the duo. Its state and its end belong together."""
    said: dict[str, Any] = {}
    if "mentee_reference" in each.cells:
        said |= {"mentee_id": each.mentee.id, "antenna_id": each.mentee.antenna_id}
    if "mentor_reference" in each.cells:
        said["mentor_id"] = each.mentor.id
    said |= {name: each.facts[name] for name in WHEN_AND_HOW if name in each.cells}
    if each.cells & set(ENDING):
        running = each.facts["state"] == DuoState.RUNNING
        ended_on: date | None = each.facts["ended_on"] or duo.ended_on
        said |= {"state": each.facts["state"], "ended_on": None if running else ended_on}
    return said


def _set(now: Changing, duo: Duo, values: Mapping[str, Any]) -> None:
    """A running duo holds a place of its mentor, one that has ended none."""
    held, mentor_id = duo.mentor_slot, duo.mentor_id
    for name, value in values.items():
        setattr(duo, name, value)
    moved = duo.mentor_id != mentor_id
    if held is not None and (moved or not duo.is_running):
        now.places.leave(mentor_id, held)
        duo.mentor_slot = held = None
    if held is None and duo.is_running:
        slot = now.places.take(duo.mentor_id)
        with db.session.no_autoflush:
            _add_places(now.run, now.places, {now.each.mentor.id: now.each.mentor}, now.notes)
        duo.mentor_slot = slot
    db.session.flush()


def _note_contacts(run: Run, pairings: Sequence[Pairing]) -> None:
    """Both were in touch with us until the duo ended, or at least when it began."""
    days = [
        (person.id, min(each.facts["ended_on"] or each.facts["started_on"], run.today))
        for each in pairings
        for person in (each.mentee, each.mentor)
    ]
    later = update(PEOPLE).where(
        PEOPLE.c.id == bindparam("person"), PEOPLE.c.last_contact_on < bindparam("day")
    )
    rows = [{"person": person_id, "day": day} for person_id, day in sorted(days)]
    db.session.execute(later.values(last_contact_on=bindparam("day")), rows)
