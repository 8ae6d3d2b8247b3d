"""Every count that the figures are made of, in a few statements, whatever the number of duos.

The wall between antennas stands: a coordinator's figures are those of their own antennas.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, case, extract, func, or_, select

from app.antennas.models import Antenna
from app.core.db import db
from app.core.viewer import viewer
from app.duos.models import Duo, DuoState
from app.indicators.facts import Facts, Scope
from app.outcomes.models import POSITIVE, Spell, SpellKind
from app.people.models import Kind, Person

PEOPLE, DUOS = Person.__table__, Duo.__table__
"""As plain tables: what is reached from a row that is visible stays visible."""
A_YEAR = 10_000
"""In days written as 20261120: the same day a year later, and one more from 29 February, which
nothing can begin on."""
SUMMED = (
    "running",
    "ended",
    "completed",
    "followed",
    "in_work",
    "positive",
    "unheard",
    "mentors",
    "mentees",
)
Groups = dict[int, dict[str, int]]
Columns = TypeVarTuple("Columns")


def facts(scope: Scope) -> Facts:
    """Of all that the scope names."""
    return facts_by_antenna(scope)[None]


def facts_by_antenna(scope: Scope) -> dict[int | None, Facts]:
    """By antenna id, those with nothing to count left out; None holds the whole.

    A mentor of two antennas counts in each, and once in the whole; waits are of the whole only.
    """
    years = _years(scope)
    groups: Groups = {antenna_id: {} for antenna_id in years}
    for counted in (_duos(scope), _outcomes(scope), _people(scope)):
        for antenna_id, counts in counted.items():
            groups.setdefault(antenna_id, {}).update(counts)
    whole = {name: sum(counts.get(name, 0) for counts in groups.values()) for name in SUMMED}
    started: Counter[int] = Counter()
    for by_year in years.values():
        started.update(by_year)
    mentors = _accompanying(scope).get(0, {})
    found: dict[int | None, Facts] = {
        antenna_id: _facts(years.get(antenna_id, {}), counts)
        for antenna_id, counts in _merged(groups, _accompanying(scope, Duo.antenna_id)).items()
    }
    found[None] = _facts(dict(sorted(started.items())), whole | mentors, waits=_waits(scope))
    return found


def outcomes(scope: Scope) -> Facts:
    """Only what became of the mentees, for a page that shows no more than that."""
    counted = _outcomes(scope).values()
    whole = {name: sum(counts.get(name, 0) for counts in counted) for name in SUMMED}
    return _facts({}, whole)


def antennas_seen() -> Sequence[Antenna]:
    """Those whose figures this viewer may ask for, by name."""
    seen = viewer().antenna_ids
    every = select(Antenna).where(Antenna.planned.is_(False))
    found = every if seen is None else every.where(Antenna.id.in_(sorted(seen)))
    return sorted(db.session.scalars(found), key=lambda antenna: antenna.name)


def first_year(on: date) -> int:
    """The year in which the first duo started that the viewer sees; this year when none did."""
    first = db.session.scalar(select(func.min(Duo.started_on)))
    return min(first, on).year if first else on.year


def _facts(started: Mapping[int, int], counts: dict[str, int], **more: Any) -> Facts:
    values: dict[str, Any] = {**counts, **more}
    return Facts(started_by_year=started, **values)


def _merged(groups: Groups, more: Groups) -> Groups:
    return {key: groups.get(key, {}) | more.get(key, {}) for key in groups | more}


def _in_period(column: Any, scope: Scope) -> ColumnElement[bool]:
    """On a day of the period, and not after the day of reference."""
    inside: ColumnElement[bool] = column <= scope.until
    return and_(inside, column >= scope.first) if scope.first else inside


def here(statement: Select[*Columns], scope: Scope, column: Any) -> Select[*Columns]:
    """Of one antenna when the scope names one."""
    if scope.antenna_id is None:
        return statement
    return statement.where(column == scope.antenna_id)


def _rows(statement: Select[*Columns]) -> list[dict[str, Any]]:
    return [dict(row) for row in db.session.execute(statement).mappings()]


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _years(scope: Scope) -> dict[int, dict[int, int]]:
    year = extract("year", Duo.started_on)
    started = select(Duo.antenna_id, year, func.count(Duo.id)).where(
        _in_period(Duo.started_on, scope)
    )
    grouped = here(started, scope, Duo.antenna_id).group_by(Duo.antenna_id, year)
    found: dict[int, dict[int, int]] = {}
    for antenna_id, number, count in db.session.execute(grouped.order_by(Duo.antenna_id, year)):
        found.setdefault(antenna_id, {})[int(number)] = count
    return found


def _duos(scope: Scope) -> Groups:
    ended = and_(Duo.ended_on.is_not(None), _in_period(Duo.ended_on, scope))
    counted = select(
        Duo.antenna_id,
        _count(or_(Duo.ended_on.is_(None), Duo.ended_on > scope.on)).label("running"),
        _count(ended).label("ended"),
        _count(and_(ended, Duo.state == DuoState.COMPLETED)).label("completed"),
    ).where(Duo.started_on <= scope.on)
    rows = _rows(here(counted, scope, Duo.antenna_id).group_by(Duo.antenna_id))
    return {row.pop("antenna_id"): row for row in rows}


def _outcomes(scope: Scope) -> Groups:
    """What became of the mentees of the duos that ended long enough ago."""
    each = (
        select(
            Duo.antenna_id.label("antenna_id"),
            func.max(case((Spell.kind == SpellKind.JOB, 1), else_=0)).label("in_work"),
            func.max(case((Spell.kind.in_(POSITIVE), 1), else_=0)).label("positive"),
            case((func.count(Spell.id) == 0, 1), else_=0).label("unheard"),
        )
        .outerjoin(Spell, tells_of(Duo))
        .where(Duo.ended_on <= scope.followed_until)
        .group_by(Duo.id, Duo.antenna_id)
    )
    if scope.first:
        each = each.where(Duo.ended_on >= scope.first)
    duo = here(each, scope, Duo.antenna_id).subquery()
    counted = select(
        duo.c.antenna_id,
        func.count().label("followed"),
        *(func.sum(duo.c[name]).label(name) for name in ("in_work", "positive", "unheard")),
    ).group_by(duo.c.antenna_id)
    return {
        row["antenna_id"]: {name: int(row[name]) for name in row if name != "antenna_id"}
        for row in _rows(counted)
    }


def tells_of(duo: Any) -> ColumnElement[bool]:
    """A spell of the mentee that stands, begun no later than twelve months after the end of the
    duo (its columns), and not over before it began. `rules.tells` is the same in plain words."""
    return and_(
        Spell.mentee_id == duo.mentee_id,
        Spell.replaced_at.is_(None),
        or_(Spell.ended_on.is_(None), Spell.ended_on >= duo.started_on),
        _written(Spell.began_on) <= _written(duo.ended_on) + A_YEAR,
    )


def _written(column: Any) -> ColumnElement[int]:
    """A day as the number 20261120, because databases do not agree on how to add months."""
    year, month, day = (extract(part, column) for part in ("year", "month", "day"))
    return year * A_YEAR + month * 100 + day


def _accompanying(scope: Scope, *by: Any) -> Groups:
    """Mentors who had a duo in the period, by `by`; one group 0 when there is nothing to it."""
    each = select(*(column.label("part") for column in by), func.count(Duo.id).label("duos")).where(
        _in_period(Duo.started_on, scope)
    )
    mentor = here(each, scope, Duo.antenna_id).group_by(Duo.mentor_id, *by).subquery()
    part = [mentor.c.part] if by else []
    counted = select(
        *part,
        func.count().label("accompanying"),
        _count(mentor.c.duos > 1).label("accompanying_again"),
        func.coalesce(func.sum(mentor.c.duos), 0).label("accompanied"),
    ).group_by(*part)
    return {row.pop("part", 0): {name: int(row[name]) for name in row} for row in _rows(counted)}


def _people(scope: Scope) -> Groups:
    counted = (
        select(
            Person.antenna_id,
            _count(Person.kind == Kind.MENTOR).label("mentors"),
            _count(Person.kind == Kind.MENTEE).label("mentees"),
        )
        .where(Person.merged_into_id.is_(None))
        .group_by(Person.antenna_id)
    )
    rows = _rows(here(counted, scope, Person.antenna_id))
    return {row.pop("antenna_id"): row for row in rows}


def _waits(scope: Scope) -> Mapping[int, int]:
    """Days from the interview of a mentee to the first duo begun since: how many waited so long."""
    began = func.min(Duo.started_on)
    first = (
        select(PEOPLE.c.interviewed_on, began)
        .join(PEOPLE, PEOPLE.c.id == Duo.mentee_id)
        .where(Duo.started_on >= PEOPLE.c.interviewed_on)
        .group_by(Duo.mentee_id, PEOPLE.c.interviewed_on)
        .having(_in_period(began, scope))
    )
    rows = db.session.execute(here(first, scope, Duo.antenna_id))
    return Counter((started_on - interviewed_on).days for interviewed_on, started_on in rows)
