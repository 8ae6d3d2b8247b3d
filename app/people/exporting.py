"""A list of people as a table for a file: all pages, read in pieces."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from app.core import events
from app.core.db import db
from app.core.tenancy import tenant
from app.people.labels import FIELDS
from app.people.models import Kind, Person, SensitiveFacts

PIECE = 500
PERSON = (
    *("reference", "first_name", "last_name", "gender", "born_on", "email", "phone"),
    *("postal_code", "language", "antenna", "owner", "stage", "stage_since", "registered_on"),
    *("interviewed_on", "languages", "sectors", "availability"),
)
OF_KIND = {
    Kind.MENTEE: (
        *("isced", "diploma_recognised", "labour_status", "labour_status_on", "job_seeker_since"),
        *("occupation", "goal"),
    ),
    Kind.MENTOR: (
        *("function_level", "still_working", "partner_company", "trained_on", "evaluated_on"),
        "capacity",
    ),
}
SENSITIVE = ("nationality", "birth_country", "parents_born_outside_eu", "permit_until")


def columns(kind: Kind, *, sensitive: bool = False) -> tuple[str, ...]:
    """Names of the fields; sensitive ones only where asked for, and only those the tenant keeps."""
    kept = [f for f in SENSITIVE if f != SENSITIVE[2] or tenant().sensitive.parents_birthplace]
    return PERSON + OF_KIND[kind] + (tuple(kept) if sensitive else ())


def headers(names: Sequence[str]) -> list[str]:
    return [str(FIELDS[name]) for name in names]


class Table:
    """One list of plain values for each person; once read, knows how many and whose they were.

    Codes stay codes, so that a file can be compared and brought in again.
    """

    def __init__(self, statement: Select[Any], names: Sequence[str]) -> None:
        self.statement, self.names = statement, names
        self.ids: list[int] = []

    def __iter__(self) -> Iterator[list[Any]]:
        model = self.statement.column_descriptions[0]["entity"]
        parts = ["antenna", "owner", "languages", "sectors"]
        parts += ["slots"] if "capacity" in self.names else []
        options = [selectinload(getattr(model, part)) for part in parts]
        piecewise = self.statement.options(*options).execution_options(yield_per=PIECE)
        for people in db.session.scalars(piecewise).partitions(PIECE):
            self.ids += [person.id for person in people]
            yield from self._piece(people)

    def _piece(self, people: Sequence[Person]) -> Iterator[list[Any]]:
        facts = _sensitive_facts(people) if set(SENSITIVE) & set(self.names) else {}
        for person in people:
            yield [_cell(person, facts.get(person.id), name) for name in self.names]


def note(kind: Kind, table: Table, filters: Sequence[str], *, sensitive: bool) -> None:
    """Who took which list with them; whose they were when sensitive facts were among it.

    Of the filters only the names: what was searched for may be somebody's name.
    """
    events.record(
        "people.exported",
        kind=kind,
        count=len(table.ids),
        filters=filters,
        sensitive=sensitive,
        people=table.ids if sensitive else [],
    )


def _sensitive_facts(people: Sequence[Person]) -> Mapping[int, SensitiveFacts]:
    from_ids = SensitiveFacts.person_id.in_([person.id for person in people])
    kept = db.session.scalars(select(SensitiveFacts).where(from_ids))
    return {facts.person_id: facts for facts in kept}


def _cell(person: Person, facts: SensitiveFacts | None, name: str) -> Any:
    if name in SENSITIVE:
        return getattr(facts, name) if facts else None
    return SPECIAL[name](person) if name in SPECIAL else getattr(person, name)


SPECIAL: Mapping[str, Callable[[Person], Any]] = {
    "antenna": lambda person: person.antenna.code,
    "owner": lambda person: person.owner.name if person.owner else None,
    "languages": lambda person: ", ".join(f"{s.code} {s.level}" for s in person.languages),
    "sectors": lambda person: ", ".join(person.sector_codes),
    "availability": lambda person: ", ".join(person.availability),
}
