"""The figures of grants for a period: whole numbers and cents, of every antenna, never a name."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import distinct, func, select

from app.allocation.models import Allocation
from app.allocation.reached import happenings
from app.antennas.models import Antenna
from app.claims.models import Claim
from app.claims.rules import HANDED_IN
from app.core.db import db, past_the_wall
from app.core.quarters import quarter_of
from app.duos.models import Duo
from app.grants.models import Grant, Unit
from app.people.models import Person
from app.report_contents.rules import protected

UNITS = {
    "started": Unit.DUO_STARTED,
    "completed": Unit.DUO_COMPLETED,
    "exits": Unit.POSITIVE_EXIT,
}
"""Figures of duos, counted as the ledger reads them (see `allocation.reached.happenings`)."""
DUOS, PEOPLE = Duo.__table__, Person.__table__
GENDERS = ("f", "m", "x", "unknown")
Happened = dict[int, list[tuple[int, int, date]]]
"""By grant: subject, antenna and day."""


def figures_of(grants: Sequence[Grant], from_on: date, until_on: date) -> dict[int, dict[str, Any]]:
    """By id of the grant, the figures of each, in as many queries for one as for many."""
    ids = [grant.id for grant in grants]
    found: dict[str, Happened] = {"counted": _counted(ids, from_on, until_on)}
    for name, unit in UNITS.items():
        found[name] = _reached(ids, unit, from_on, until_on)
    found["mentors"] = _of_ledger(ids, Unit.MENTOR_TRAINED, from_on, until_on)
    hours, genders = _hours(ids, from_on, until_on), _genders(ids, from_on, until_on)
    claims, antennas = _claims(ids, from_on, until_on), _antennas()
    return {
        one: {
            **{name: len({row[0] for row in rows[one]}) for name, rows in found.items()},
            "hours": hours.get(one, 0.0),
            "by_antenna": _grouped(found, one, lambda row: antennas.get(row[1], "–")),
            "by_quarter": _grouped(found, one, lambda row: quarter_of(row[2]).code),
            "gender": protected({code: genders[one].get(code, 0) for code in GENDERS}),
            "claims": claims[one],
            **_sums(claims[one]),
        }
        for one in ids
    }


def _grouped(
    found: Mapping[str, Happened], grant_id: int, by: Callable[[tuple[int, int, date]], str]
) -> list[dict[str, Any]]:
    """Duos of each group, each once, in the order of its name."""
    groups: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for name in ("counted", *UNITS):
        for row in found[name][grant_id]:
            groups[by(row)][name].add(row[0])
    return [
        {"group": group, **{name: len(sets[name]) for name in ("counted", *UNITS)}}
        for group, sets in sorted(groups.items())
    ]


def _standing(ids: Collection[int]) -> Any:
    return (Allocation.grant_id.in_(ids), Allocation.released_at.is_(None))


def _rows(statement: Any) -> Happened:
    found: Happened = defaultdict(list)
    for grant_id, subject, antenna_id, day in db.session.execute(
        statement, execution_options=past_the_wall()
    ):
        found[grant_id].append((subject, antenna_id, day))
    return found


def _counted(ids: Collection[int], from_on: date, until_on: date) -> Happened:
    columns = (Allocation.grant_id, Allocation.duo_id, Allocation.antenna_id)
    return _rows(
        select(*columns, Allocation.happened_on).where(
            *_standing(ids),
            Allocation.duo_id.is_not(None),
            Allocation.happened_on.between(from_on, until_on),
        )
    )


def _of_ledger(ids: Collection[int], unit: Unit, from_on: date, until_on: date) -> Happened:
    columns = (Allocation.grant_id, Allocation.mentor_id, Allocation.antenna_id)
    return _rows(
        select(*columns, Allocation.happened_on).where(
            *_standing(ids),
            Allocation.unit == unit,
            Allocation.happened_on.between(from_on, until_on),
        )
    )


def _reached(ids: Collection[int], unit: Unit, from_on: date, until_on: date) -> Happened:
    """Of the duos that stand for the grant, whatever it pays for, those that reached the unit."""
    how = happenings()[unit]
    statement = (
        select(Allocation.grant_id, Duo.id, Duo.antenna_id, how.day)
        .join(Duo, Duo.id == Allocation.duo_id)
        .where(*_standing(ids), how.day.between(from_on, until_on), *how.where)
        .distinct()
    )
    return _rows(statement)


def _hours(ids: Collection[int], from_on: date, until_on: date) -> dict[int, float]:
    statement = (
        select(Allocation.grant_id, func.sum(Allocation.quantity))
        .where(
            *_standing(ids),
            Allocation.unit == Unit.HOUR,
            Allocation.happened_on.between(from_on, until_on),
        )
        .group_by(Allocation.grant_id)
    )
    rows = db.session.execute(statement, execution_options=past_the_wall())
    return {grant_id: float(hours) for grant_id, hours in rows}


def _genders(ids: Collection[int], from_on: date, until_on: date) -> dict[int, dict[str, int]]:
    gender = func.coalesce(PEOPLE.c.gender, "unknown")
    statement = (
        select(Allocation.grant_id, gender, func.count(distinct(DUOS.c.mentee_id)))
        .join(DUOS, DUOS.c.id == Allocation.duo_id)
        .join(PEOPLE, PEOPLE.c.id == DUOS.c.mentee_id)
        .where(*_standing(ids), Allocation.happened_on.between(from_on, until_on))
        .group_by(Allocation.grant_id, gender)
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for grant_id, code, number in db.session.execute(statement, execution_options=past_the_wall()):
        found[grant_id][code if code in GENDERS else "unknown"] = number
    return found


def _claims(ids: Collection[int], from_on: date, until_on: date) -> dict[int, list[dict[str, Any]]]:
    statement = select(Claim).where(
        Claim.grant_id.in_(ids),
        Claim.state.in_(HANDED_IN),
        Claim.from_on >= from_on,
        Claim.until_on <= until_on,
    )
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for claim in db.session.scalars(statement.order_by(Claim.from_on, Claim.id)):
        found[claim.grant_id].append(
            {
                "code": claim.code,
                "from_on": claim.from_on.isoformat(),
                "until_on": claim.until_on.isoformat(),
                "asked_cents": claim.amount_cents,
                "granted_cents": claim.approved_cents,
                "paid_cents": claim.paid_cents - claim.clawed_back_cents,
            }
        )
    return found


def _sums(claims: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    names = ("asked_cents", "granted_cents", "paid_cents")
    return {name: sum(one[name] or 0 for one in claims) for name in names}


def _antennas() -> dict[int, str]:
    """Codes by id: the names are put in the funder's language when they are told."""
    return {row.id: row.code for row in db.session.execute(select(Antenna.id, Antenna.code))}
