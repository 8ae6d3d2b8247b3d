"""The facts of duos and of mentors at a date, read for many at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, select

from app.core.db import batched, db
from app.duos.models import Duo
from app.people.models import Mentor, Sector, SpokenLanguage
from app.schemes.nodes import Facts
from app.schemes.sources import DUOS, MENTORS
from app.schemes.spans import months_between, years_between
from app.schemes.vocabulary import FACTS

AT_ONCE = 2000
When = str | date | Mapping[int, date]
"""`start` or `end` of the duo, one day for all, or a day for each id."""


def facts_of_duos(duo_ids: Collection[int], on: When = "start") -> dict[int, Facts]:
    """By id of the duo; one that this viewer may not see is left out, and so is one without an end
    when that is asked for."""
    found: dict[int, Facts] = {}
    for ids in batched(sorted(set(duo_ids)), AT_ONCE):
        columns = [column.label(name) for name, column in DUOS.columns.items()]
        statement = DUOS.joined(select(Duo.id.label("id"), *columns)).where(Duo.id.in_(ids))
        rows = db.session.execute(statement).mappings().all()
        lists = _lists({row[side] for row in rows for side in ("mentee_id", "mentor_id")})
        for row in rows:
            day = _day(row, on)
            if day:
                found[row["id"]] = Facts(day, values_of(row, day, lists))
    return found


def facts_of_mentors(mentor_ids: Collection[int], on: When) -> dict[int, Facts]:
    """By id of the mentor; nothing is known of a mentee or a duo."""
    found: dict[int, Facts] = {}
    for ids in batched(sorted(set(mentor_ids)), AT_ONCE):
        columns = [column.label(name) for name, column in MENTORS.columns.items()]
        statement = MENTORS.joined(select(Mentor.id.label("id"), *columns))
        rows = db.session.execute(statement.where(Mentor.id.in_(ids))).mappings().all()
        lists = _lists({row["id"] for row in rows})
        for row in rows:
            day = _day(row, on)
            if day:
                found[row["id"]] = Facts(day, values_of(row, day, lists))
    return found


def _day(row: RowMapping, on: When) -> date | None:
    if isinstance(on, date):
        return on
    if isinstance(on, str):
        found: date | None = row[{"start": "started_on", "end": "ended_on"}[on]]
        return found
    return on.get(row["id"])


class _Lists:
    """Languages with their levels, and sectors, by the id of the person."""

    def __init__(self) -> None:
        self.language: dict[int, dict[str, str]] = defaultdict(dict)
        self.sector: dict[int, list[str]] = defaultdict(list)


def _lists(person_ids: Collection[int]) -> _Lists:
    found = _Lists()
    spoken = select(SpokenLanguage.person_id, SpokenLanguage.code, SpokenLanguage.level)
    for person, code, level in db.session.execute(
        spoken.where(SpokenLanguage.person_id.in_(person_ids)).order_by(SpokenLanguage.id)
    ):
        found.language[person][code] = level
    sectors = select(Sector.person_id, Sector.code).where(Sector.person_id.in_(person_ids))
    for person, code in db.session.execute(sectors.order_by(Sector.id)):
        found.sector[person].append(code)
    return found


def values_of(row: RowMapping, on: date, lists: _Lists) -> dict[str, Any]:
    """What is known on that day; None for what is not."""
    values = {name: row[name] for name in FACTS if name in row}
    said_on = row.get("labour_status_on")
    if said_on and said_on > on:
        values["labour_status"] = None
    since, trained = row.get("job_seeker_since"), row["trained_on"]
    return values | {
        "age": _between(years_between, row.get("born_on"), on),
        "mentor_age": _between(years_between, row["mentor_born_on"], on),
        "registered": None if since is None else since <= on,
        "registered_months": _between(months_between, since, on),
        "planned_months": _between(
            months_between, row.get("started_on"), row.get("planned_end_on")
        ),
        "duration_months": _between(months_between, row.get("started_on"), row.get("ended_on")),
        "mentor_trained": trained is not None and trained <= on,
        "language": lists.language.get(row.get("mentee_id", 0)) or None,
        "mentor_language": lists.language.get(row["mentor_id"]) or None,
        "sector": lists.sector.get(row.get("mentee_id", 0)) or None,
        "mentor_sector": lists.sector.get(row["mentor_id"]) or None,
    }


def _between(count: Any, first: date | None, last: date | None) -> int | None:
    return None if first is None or last is None else count(first, last)
