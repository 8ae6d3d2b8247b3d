"""Everything that the tables of a quarter are made of, counted in a few statements.

People are read without a name, one row each, so that every breakdown is of the same people.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, extract, func, or_, select

from app.antennas.models import Antenna
from app.core.db import db
from app.core.quarters import OF_YEAR, Quarter
from app.core.tenancy import tenant
from app.duos.models import Duo, DuoState
from app.indicators.facts import Scope
from app.indicators.queries import tells_of
from app.outcomes.models import POSITIVE, Spell, SpellKind
from app.people.models import Kind, Mentee, Person, Sector, SensitiveFacts, Stage
from app.training_sessions.models import TrainingSession

PEOPLE, MENTEES, DUOS = Person.__table__, Mentee.__table__, Duo.__table__
"""As plain tables: what is reached from a row that is visible stays visible."""
LATE_MONTHS = 3
Rows = list[Mapping[Any, Any]]


def antennas() -> list[Antenna]:
    """Those that have opened or may have, by code."""
    found = select(Antenna).where(Antenna.planned.is_(False)).order_by(Antenna.code)
    return list(db.session.scalars(found))


def duos(quarter: Quarter) -> Rows:
    """By antenna: how many started in the quarter, ran on its last day, began ever."""
    last = quarter.last
    runs = or_(Duo.ended_on.is_(None), Duo.ended_on > last)
    return _rows(
        select(
            Duo.antenna_id,
            _count(Duo.started_on >= quarter.first).label("started"),
            _count(runs).label("running"),
            func.count(Duo.id).label("ever"),
        )
        .where(Duo.started_on <= last)
        .group_by(Duo.antenna_id)
    )


def duos_of_year(quarter: Quarter) -> int:
    """Started in the four quarters that end with this one: anybody can sum up the open counts."""
    return db.session.scalars(
        select(func.count(Duo.id)).where(Duo.started_on.between(quarter.year_first, quarter.last))
    ).one()


def sessions(quarter: Quarter) -> Rows:
    """By antenna, of the country's own days."""
    zone = tenant().zone
    starts = datetime.combine(quarter.first, time(), zone)
    ends = datetime.combine(quarter.last + timedelta(days=1), time(), zone)
    return _rows(
        select(TrainingSession.antenna_id, func.count(TrainingSession.id).label("held"))
        .where(
            TrainingSession.starts_at >= starts,
            TrainingSession.starts_at < ends,
            TrainingSession.cancelled_at.is_(None),
        )
        .group_by(TrainingSession.antenna_id)
    )


def mentors(on: date) -> Rows:
    """Those who may be proposed, by antenna and level of function."""
    level = PEOPLE.c.function_level
    return _rows(
        select(Person.antenna_id, level.label("level"), func.count(Person.id).label("mentors"))
        .where(_available(on))
        .group_by(Person.antenna_id, level)
    )


def mentor_sectors(on: date) -> Rows:
    """The same by sector; somebody with several counts in each."""
    return _rows(
        select(Sector.code, func.count(Person.id).label("mentors"))
        .join(Person, Person.id == Sector.person_id)
        .where(_available(on))
        .group_by(Sector.code)
    )


def mentees_waiting(on: date) -> Rows:
    """By antenna; ready or on the waiting list by then, and in no duo since."""
    taken = exists().where(
        DUOS.c.mentee_id == Person.id,
        DUOS.c.started_on <= on,
        or_(DUOS.c.ended_on.is_(None), DUOS.c.ended_on >= Person.stage_since),
    )
    return _rows(
        select(Person.antenna_id, func.count(Person.id).label("waiting"))
        .where(
            Person.kind == Kind.MENTEE,
            Person.stage.in_((Stage.READY, Stage.WAITING_LIST)),
            Person.stage_since <= on,
            Person.merged_into_id.is_(None),
            ~taken,
        )
        .group_by(Person.antenna_id)
    )


def mentors_with_duo(on: date) -> tuple[int, int]:
    """Who had begun a duo by that day, and who two or more."""
    each = (
        select(func.count(Duo.id).label("duos"))
        .where(Duo.started_on <= on)
        .group_by(Duo.mentor_id)
        .subquery()
    )
    counted = select(func.count(), _count(each.c.duos > 1)).select_from(each)
    some, again = db.session.execute(counted).one()
    return some, again


def mentees_started(quarter: Quarter) -> Rows:
    """One row for each mentee who began a duo in the year: nationality, birth, first day."""
    first = func.min(Duo.started_on).label("started_on")
    began = (
        select(Duo.mentee_id.label("mentee_id"), first)
        .where(Duo.started_on.between(quarter.year_first, quarter.last))
        .group_by(Duo.mentee_id)
        .subquery()
    )
    return _rows(
        select(began.c.started_on, PEOPLE.c.born_on, SensitiveFacts.nationality)
        .join(PEOPLE, PEOPLE.c.id == began.c.mentee_id)
        .outerjoin(SensitiveFacts, SensitiveFacts.person_id == began.c.mentee_id)
    )


def waits(quarter: Quarter) -> Rows:
    """One row for each mentee whose first duo since the interview began in the year."""
    ranked = (
        select(
            Duo.antenna_id.label("antenna_id"),
            Duo.started_on.label("started_on"),
            PEOPLE.c.interviewed_on.label("interviewed_on"),
            func.row_number()
            .over(partition_by=Duo.mentee_id, order_by=(Duo.started_on, Duo.id))
            .label("place"),
        )
        .join(PEOPLE, PEOPLE.c.id == Duo.mentee_id)
        .where(Duo.started_on >= PEOPLE.c.interviewed_on)
        .subquery()
    )
    columns = (ranked.c.antenna_id, ranked.c.started_on, ranked.c.interviewed_on)
    return _rows(
        select(*columns).where(
            ranked.c.place == 1, ranked.c.started_on.between(quarter.year_first, quarter.last)
        )
    )


def mentees_ended(quarter: Quarter) -> Rows:
    """By antenna and by whether the last duo that ended in the year was completed."""
    last = _last_ended(quarter.year_first - timedelta(days=1), quarter.last)
    completed = (last.c.state == DuoState.COMPLETED).label("completed")
    return _rows(
        select(last.c.antenna_id, completed, func.count().label("mentees"))
        .where(last.c.place == 1)
        .group_by(last.c.antenna_id, completed)
    )


def mentees_followed(quarter: Quarter) -> Rows:
    """One row for each mentee with a duo whose twelve months were over in the year."""
    after = Scope(on=quarter.before(OF_YEAR).last).followed_until
    last = _last_ended(after, Scope(on=quarter.last).followed_until)
    lag = _month(Spell.recorded_at) - _month(Spell.began_on)
    told = (
        select(
            last.c.mentee_id,
            last.c.antenna_id,
            func.max(case((Spell.kind == SpellKind.JOB, 1), else_=0)).label("in_work"),
            func.max(case((Spell.kind.in_(POSITIVE), 1), else_=0)).label("positive"),
            func.count(Spell.id).label("situations"),
            case((func.min(lag) > LATE_MONTHS, 1), else_=0).label("late"),
        )
        .outerjoin(Spell, tells_of(last.c))
        .where(last.c.place == 1)
        .group_by(last.c.mentee_id, last.c.antenna_id)
        .subquery()
    )
    mentee = MENTEES.c
    columns = (
        mentee.gender,
        mentee.isced,
        mentee.diploma_recognised,
        mentee.job_seeker_since,
        mentee.registered_on,
    )
    return _rows(
        select(*told.c, *columns, SensitiveFacts.nationality)
        .join(MENTEES, mentee.id == told.c.mentee_id)
        .outerjoin(SensitiveFacts, SensitiveFacts.person_id == told.c.mentee_id)
    )


def _last_ended(after: date, until: date) -> Any:
    """The duos that ended in that time; `place` 1 is the last one of its mentee."""
    return (
        select(
            Duo.mentee_id.label("mentee_id"),
            Duo.antenna_id.label("antenna_id"),
            Duo.started_on.label("started_on"),
            Duo.ended_on.label("ended_on"),
            Duo.state.label("state"),
            func.row_number()
            .over(partition_by=Duo.mentee_id, order_by=(Duo.ended_on.desc(), Duo.id.desc()))
            .label("place"),
        )
        .where(Duo.ended_on > after, Duo.ended_on <= until)
        .subquery()
    )


def _available(on: date) -> ColumnElement[bool]:
    return and_(
        Person.kind == Kind.MENTOR,
        Person.stage == Stage.READY,
        Person.stage_since <= on,
        Person.merged_into_id.is_(None),
    )


def _month(column: Any) -> ColumnElement[int]:
    """Months since year 0, because databases do not agree on how to subtract days."""
    return extract("year", column) * 12 + extract("month", column)


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _rows(statement: Select[*tuple[Any, ...]]) -> Rows:
    return list(db.session.execute(statement).mappings())
