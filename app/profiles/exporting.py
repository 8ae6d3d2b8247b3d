"""A list of people as a table for a file: all pages, read in pieces."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, select

from app.accounts.models import User
from app.antennas.models import Antenna
from app.core import events
from app.core.db import db
from app.people.labels import FIELDS
from app.people.models import Kind, MentorSlot, Sector, SensitiveFacts, SpokenLanguage
from app.people.schemas import sensitive_schema

PIECE = 500
NAMED = ("antenna", "owner")
"""Written as the code and the name behind an id."""
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
    more = sensitive_schema().fields if sensitive else ()
    return (*PERSON, *OF_KIND[kind], *(name for name in SENSITIVE if name in more))


def headers(names: Sequence[str]) -> list[str]:
    return [str(FIELDS[name]) for name in names]


class Table:
    """One list of plain values for each person; once read, knows how many and whose they were.

    Codes stay codes, so that a file can be compared and brought in again. Columns are read, not
    rows of the model: fifty thousand people in a few seconds.
    """

    def __init__(self, statement: Select[Any], names: Sequence[str]) -> None:
        self.names = names
        self.ids: list[int] = []
        model = statement.column_descriptions[0]["entity"]
        plain = [name for name in names if name not in APART and name not in NAMED + SENSITIVE]
        columns = [getattr(model, name) for name in plain]
        keys = (model.id, model.antenna_id, model.owner_id)
        self.statement = statement.with_only_columns(*keys, *columns)

    def __iter__(self) -> Iterator[list[Any]]:
        antennas = _pairs(select(Antenna.id, Antenna.code))
        owners = _pairs(select(User.id, User.name))
        found = db.session.execute(self.statement.execution_options(yield_per=PIECE))
        for people in found.mappings().partitions(PIECE):
            ids = [person["id"] for person in people]
            self.ids += ids
            more = self._more(ids)
            for person in people:
                place = {"antenna": antennas[person["antenna_id"]]}
                followed = {"owner": owners.get(person["owner_id"])}
                cells = {**person, **place, **followed, **more.get(person["id"], {})}
                yield [_cell(cells.get(name)) for name in self.names]

    def _more(self, ids: Sequence[int]) -> Mapping[int, dict[str, Any]]:
        """What stands in other tables, by person id."""
        more: dict[int, dict[str, Any]] = {}
        for name in set(APART) & set(self.names):
            for person_id, text in APART[name](ids):
                more.setdefault(person_id, {}).setdefault(name, []).append(text)
        if set(SENSITIVE) & set(self.names):
            facts = select(SensitiveFacts).where(SensitiveFacts.person_id.in_(ids))
            for row in db.session.scalars(facts):
                known = {name: getattr(row, name) for name in SENSITIVE}
                more.setdefault(row.person_id, {}).update(known)
        return more


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


def _cell(value: Any) -> Any:
    return ", ".join(value) if isinstance(value, list) else value


def _pairs(statement: Select[int, str]) -> dict[int, str]:
    return {row[0]: row[1] for row in db.session.execute(statement)}


def _languages(ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    spoken = select(SpokenLanguage.person_id, SpokenLanguage.code, SpokenLanguage.level)
    found = spoken.where(SpokenLanguage.person_id.in_(ids)).order_by(SpokenLanguage.id)
    for person_id, code, level in db.session.execute(found):
        yield person_id, f"{code} {level}"


def _sectors(ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    known = select(Sector.person_id, Sector.code).where(Sector.person_id.in_(ids))
    for row in db.session.execute(known.order_by(Sector.id)):
        yield row.person_id, row.code


def _capacity(ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    places = select(MentorSlot.mentor_id, func.count(MentorSlot.id))
    found = places.where(MentorSlot.mentor_id.in_(ids)).group_by(MentorSlot.mentor_id)
    for person_id, count in db.session.execute(found):
        yield person_id, str(count)


APART: Mapping[str, Callable[[Sequence[int]], Iterator[tuple[int, str]]]] = {
    "languages": _languages,
    "sectors": _sectors,
    "capacity": _capacity,
}
