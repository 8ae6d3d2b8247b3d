"""Who and what is there already: asked for a few hundred rows at a time, as plain values.

Past the wall between antennas, because a reference stands for one person in the whole country;
who takes rows in is told about those of other antennas only that they are not theirs.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Row, select

from app.antennas.models import Antenna
from app.core.db import db
from app.people.keys import Keys
from app.people.models import Kind
from app.references.plain_tables import DUOS, PEOPLE, ROWS, SLOTS, table_of

ANTENNAS = table_of(Antenna)
KEYS = ("name_key", "born_on", "email_key", "phone_key")


@dataclass(frozen=True)
class Known:
    """A person or duo with this reference. `last_import_id` is the last import that wrote it.

    `written_as` is the id the reference was given to, also when `id` is of another profile that
    the two were merged into.
    """

    id: int
    written_as: int
    antenna_id: int
    made_by: int | None
    row_id: int | None = None
    last_import_id: int | None = None
    spell_id: int | None = None
    prints: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Someone:
    """Who may be the same as somebody in a file."""

    id: int
    reference: str | None
    kind: str
    antenna_id: int
    keys: Keys


def antenna_ids() -> dict[str, int]:
    """Ids by code, of closed antennas too: the past happened in them."""
    rows = db.session.execute(select(ANTENNAS.c.code, ANTENNAS.c.id))
    return {row.code: row.id for row in rows}


def antenna_names() -> list[tuple[str, dict[str, str]]]:
    """Codes with the names in every language, for the profile."""
    rows = db.session.execute(select(ANTENNAS.c.code, ANTENNAS.c.names))
    return [(row.code, row.names) for row in rows]


def people_of(kind: Kind, references: Collection[str]) -> dict[str, Known]:
    """By reference; of somebody who was merged into another, the one who goes on."""
    found = db.session.execute(
        select(
            *(PEOPLE.c[name] for name in ("id", "reference", "antenna_id", "import_id")),
            PEOPLE.c.merged_into_id,
            ROWS.c.id.label("row_id"),
            ROWS.c.import_id.label("last_import_id"),
            ROWS.c.spell_id,
            ROWS.c.prints,
        )
        .select_from(PEOPLE.outerjoin(ROWS, ROWS.c.person_id == PEOPLE.c.id))
        .where(PEOPLE.c.kind == kind, PEOPLE.c.reference.in_(references))
    ).all()
    known = {row.reference: _known(row) for row in found}
    for row in found:
        if row.merged_into_id is not None:
            person_id, antenna_id = _end_of_merges(row.merged_into_id)
            first = known[row.reference]
            known[row.reference] = replace(first, id=person_id, antenna_id=antenna_id)
    return known


def duos_of(references: Collection[str]) -> dict[str, Known]:
    found = db.session.execute(
        select(
            *(DUOS.c[name] for name in ("id", "reference", "antenna_id", "import_id")),
            ROWS.c.id.label("row_id"),
            ROWS.c.import_id.label("last_import_id"),
            ROWS.c.spell_id,
            ROWS.c.prints,
        )
        .select_from(DUOS.outerjoin(ROWS, ROWS.c.duo_id == DUOS.c.id))
        .where(DUOS.c.reference.in_(references))
    )
    return {row.reference: _known(row) for row in found}


def same_as(kind: Kind, keys: Iterable[Keys]) -> list[Someone]:
    """People of the kind who share an e-mail, a telephone or a name with one of these.

    Three questions, each answered from its own index.
    """
    every = list(keys)
    wanted = {
        "email_key": {each.email for each in every if each.email},
        "phone_key": {each.phone for each in every if each.phone},
        "name_key": {each.name for each in every if each.born_on},
    }
    born_on = PEOPLE.c.born_on.in_({each.born_on for each in every if each.born_on})
    columns = [
        PEOPLE.c[name]
        for name in ("id", "reference", "kind", "antenna_id", "merged_into_id", *KEYS)
    ]
    rows: dict[int, Row[Any]] = {}
    for name, values in wanted.items():
        statement = select(*columns).where(PEOPLE.c[name].in_(values))
        statement = statement.where(born_on) if name == "name_key" else statement
        rows |= {row.id: row for row in db.session.execute(statement)} if values else {}
    return [
        Someone(
            row.id,
            row.reference,
            row.kind,
            row.antenna_id,
            Keys(row.name_key, row.born_on, row.email_key, row.phone_key),
        )
        for row in rows.values()
        if row.kind == kind and row.merged_into_id is None
    ]


def in_running_duos(person_ids: Collection[int]) -> set[int]:
    """Those of them who are a mentee or a mentor of a duo that has not ended."""
    found: set[int] = set()
    for side in (DUOS.c.mentee_id, DUOS.c.mentor_id):
        running = select(side).where(side.in_(person_ids), DUOS.c.ended_on.is_(None))
        found |= set(db.session.scalars(running))
    return found


def running_duos(mentee_ids: Collection[int]) -> dict[int, str]:
    """The reference of the duo that has not ended by mentee; `#7` for one without."""
    rows = db.session.execute(
        select(DUOS.c.id, DUOS.c.mentee_id, DUOS.c.reference).where(
            DUOS.c.mentee_id.in_(mentee_ids), DUOS.c.ended_on.is_(None)
        )
    )
    return {row.mentee_id: row.reference or f"#{row.id}" for row in rows}


def places_of(mentor_ids: Collection[int]) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """Numbers of the places beside each mentor: all of them, and those that are taken."""
    places: dict[int, set[int]] = defaultdict(set)
    taken: dict[int, set[int]] = defaultdict(set)
    there = select(SLOTS.c.mentor_id, SLOTS.c.number).where(SLOTS.c.mentor_id.in_(mentor_ids))
    for row in db.session.execute(there):
        places[row.mentor_id].add(row.number)
    held = select(DUOS.c.mentor_id, DUOS.c.mentor_slot).where(
        DUOS.c.mentor_id.in_(mentor_ids), DUOS.c.mentor_slot.is_not(None)
    )
    for row in db.session.execute(held):
        taken[row.mentor_id].add(row.mentor_slot)
    return places, taken


def _known(row: Any) -> Known:
    return Known(
        id=row.id,
        written_as=row.id,
        antenna_id=row.antenna_id,
        made_by=row.import_id,
        row_id=row.row_id,
        last_import_id=row.last_import_id,
        spell_id=row.spell_id,
        prints=row.prints or {},
    )


def _end_of_merges(person_id: int) -> tuple[int, int]:
    """The id and antenna of the profile that goes on."""
    columns = PEOPLE.c.antenna_id, PEOPLE.c.merged_into_id
    while True:
        row = db.session.execute(select(*columns).where(PEOPLE.c.id == person_id)).one()
        if row.merged_into_id is None:
            return person_id, row.antenna_id
        person_id = row.merged_into_id
