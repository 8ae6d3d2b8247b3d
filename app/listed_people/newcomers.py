"""People who were not there before: many at once, with all their rows, in a few statements."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, select

from app.core import clock, events
from app.core.db import Model, db
from app.core.tenancy import tenant
from app.core.vocabularies import LANGUAGE_LEVELS
from app.duplicates.models import DuplicateDoubt
from app.lists.rows import Understood
from app.people.keys import MOST_NAME_KEY, Keys, search_text
from app.people.models import (
    Kind,
    MentorSlot,
    Sector,
    SensitiveFacts,
    SpokenLanguage,
    Stage,
)
from app.references.models import ImportedRow
from app.references.plain_tables import PEOPLE, table_of
from app.references.runs import Run

COMMON = ("first_name", "last_name", "gender", "born_on", "email", "phone", "postal_code")
OWN = {
    Kind.MENTEE: (
        *("availability", "isced", "diploma_recognised", "labour_status", "job_seeker_since"),
        *("occupation", "goal", "interviewed_on"),
    ),
    Kind.MENTOR: ("function_level", "still_working", "partner_company", "trained_on"),
}
"""Fields of a file that are columns of the person."""
SENSITIVE = ("nationality", "birth_country", "parents_born_outside_eu", "permit_until")
LOWEST_FIRST = list(LANGUAGE_LEVELS)


@dataclass(frozen=True)
class Newcomer:
    """`doubts` are people by id or reference who share a telephone."""

    row: Understood
    prints: Mapping[str, int]
    keys: Keys
    antenna_id: int
    doubts: tuple[int | str, ...] = ()


def add_people(run: Run, kind: Kind, newcomers: Sequence[Newcomer]) -> None:
    if not newcomers:
        return
    rows = [_person(run, kind, each) for each in newcomers]
    added = insert(PEOPLE).returning(PEOPLE.c.reference, PEOPLE.c.id)
    ids: dict[str, int] = {row.reference: row.id for row in db.session.execute(added, rows)}
    people = [(ids[each.row.reference], each) for each in newcomers]
    _add(SpokenLanguage, (one for person_id, each in people for one in _spoken(person_id, each)))
    _add(Sector, (one for person_id, each in people for one in _sectors(person_id, each)))
    if kind == Kind.MENTOR:
        _add(MentorSlot, (one for person_id, each in people for one in _places(person_id, each)))
    else:
        _add(SensitiveFacts, (one for pair in people for one in _sensitive(*pair)))
    _add(ImportedRow, (_imported(run, *pair) for pair in people))
    _add(DuplicateDoubt, _doubts(kind, ids, newcomers))
    subjects = [(person_id, each.antenna_id) for person_id, each in people]
    events.record_many(f"{kind}.imported", PEOPLE.name, subjects, import_id=run.import_id)


def stage_day(kind: Kind, values: Mapping[str, Any]) -> date | None:
    """The day that brought somebody to where the file says they stand."""
    day: date | None = values.get("interviewed_on" if kind == Kind.MENTEE else "trained_on")
    return day


def stage_of(kind: Kind, since: date | None) -> Stage:
    """A mentee who was interviewed is ready for a duo, a mentor whose training is finished too.

    Without that day a mentee is only registered; a mentor on a national list is in training, or
    in the step that the country has in its place.
    """
    if since is not None:
        return Stage.READY
    if kind == Kind.MENTEE:
        return Stage.REGISTERED
    steps = tenant().practice.steps[kind]
    later = [step for step in (Stage.TRAINING, Stage.EVALUATION) if step in steps]
    return later[0] if later else Stage(steps[-1])


def language_to_write_in(spoken: Sequence[Mapping[str, str]]) -> str | None:
    """The language of the tenant that somebody speaks best."""
    levels = {each["code"]: LOWEST_FIRST.index(each["level"]) for each in spoken}
    ours = [code for code in tenant().languages if code in levels]
    return max(ours, key=lambda code: levels[code], default=None)


def _person(run: Run, kind: Kind, each: Newcomer) -> dict[str, Any]:
    values, keys = each.row.values, each.keys
    since = stage_day(kind, values)
    registered_on = values.get("registered_on") or values.get("interviewed_on") or run.today
    names = values["first_name"], values["last_name"]
    return {
        **{name: values.get(name) for name in (*COMMON, *OWN[kind])},
        "kind": kind,
        "version": 1,
        "reference": each.row.reference,
        "antenna_id": each.antenna_id,
        "import_id": run.import_id,
        "stage": stage_of(kind, since),
        "stage_since": since or registered_on,
        "registered_on": registered_on,
        "last_contact_on": max(since or registered_on, registered_on),
        "language": language_to_write_in(values.get("languages") or ()),
        "labour_status_on": registered_on if values.get("labour_status") else None,
        "name_key": keys.name[:MOST_NAME_KEY],
        "email_key": keys.email,
        "phone_key": keys.phone,
        "search_text": search_text(names, values.get("email"), keys.phone, each.row.reference),
    }


def _add(model: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    found = list(rows)
    if found:
        db.session.execute(insert(table_of(model)), found)


def _spoken(person_id: int, each: Newcomer) -> Iterator[dict[str, Any]]:
    for spoken in each.row.values.get("languages") or ():
        yield {"person_id": person_id, **spoken}


def _sectors(person_id: int, each: Newcomer) -> Iterator[dict[str, Any]]:
    for code in each.row.values.get("sectors") or ():
        yield {"person_id": person_id, "code": code}


def _places(person_id: int, each: Newcomer) -> Iterator[dict[str, Any]]:
    for number in range(1, (each.row.values.get("capacity") or 1) + 1):
        yield {"mentor_id": person_id, "number": number}


def _sensitive(person_id: int, each: Newcomer) -> Iterator[dict[str, Any]]:
    facts = {name: each.row.values.get(name) for name in SENSITIVE}
    if any(value is not None for value in facts.values()):
        yield {"person_id": person_id, **facts}


def _imported(run: Run, person_id: int, each: Newcomer) -> dict[str, Any]:
    return {"person_id": person_id, "import_id": run.import_id, "prints": each.prints}


def _doubts(
    kind: Kind, ids: Mapping[str, int], newcomers: Iterable[Newcomer]
) -> Iterator[dict[str, Any]]:
    """One telephone, two names: kept for somebody to look at."""
    pairs = [(each.row.reference, other) for each in newcomers for other in each.doubts]
    unknown = {other for _, other in pairs if isinstance(other, str)} - set(ids)
    by_reference = select(PEOPLE.c.reference, PEOPLE.c.id).where(
        PEOPLE.c.kind == kind, PEOPLE.c.reference.in_(unknown)
    )
    found = dict(ids)
    if unknown:
        found |= {row.reference: row.id for row in db.session.execute(by_reference)}
    for reference, other in pairs:
        other_id = found.get(other) if isinstance(other, str) else other
        if other_id is not None:
            first, second = sorted((ids[reference], other_id))
            yield {
                "person_id": first,
                "other_id": second,
                "grounds": ["phone"],
                "found_at": clock.now(),
            }
