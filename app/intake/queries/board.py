"""Who stands where in the intake: the board, the list, and who waits too long.

`antenna` is its code, as it stands in the address.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from app.accounts.models import User
from app.antennas.models import Antenna
from app.core.db import db
from app.core.listing import Listing
from app.core.tenancy import tenant
from app.information.queries import next_session_date
from app.intake.rules.stages import WAITING, late_since, wait_mark
from app.people.courses import ORDER, Course, course_of
from app.people.keys import search_words
from app.people.models import Kind, Person, Stage
from app.people.queries import found_by

CARDS_AT_MOST = 12
EVALUATED_ON = Person.__table__.c.evaluated_on
"""By the table: naming the class of mentors would leave every mentee out of the query."""
DONE_ON: Mapping[Stage, Any] = {
    Stage.INTERVIEW: Person.__table__.c.interviewed_on,
    Stage.TRAINING: Person.__table__.c.trained_on,
    Stage.EVALUATION: EVALUATED_ON,
}
"""When the last step that a country has was held."""


@dataclass(frozen=True)
class Card:
    """One person on the board; `next_session_at` is empty when they have no date yet."""

    person: Person
    owner: str | None
    next_session_at: datetime | None
    mark: str | None
    days: int


@dataclass(frozen=True)
class Count:
    people: int = 0
    late: int = 0


def counts_by_stage(kind: str, antenna: str | None, on: date) -> dict[Stage, Count]:
    """Every stage that holds somebody, with how many of them wait too long."""
    late = func.sum(case((_is_late(on), 1), else_=0))
    counted = select(Person.stage, func.count(Person.id), late).where(*_in_intake(kind, antenna))
    rows = db.session.execute(counted.group_by(Person.stage))
    return {Stage(stage): Count(people, int(late)) for stage, people, late in rows}


def cards_by_stage(
    kind: str, antenna: str | None, stages: Collection[Stage], on: date
) -> dict[Stage, list[Card]]:
    """The first of each stage, those who have waited longest first."""
    place = func.row_number().over(
        partition_by=Person.stage, order_by=(Person.stage_since, Person.id)
    )
    ranked = select(Person.id.label("id"), place.label("place")).where(Person.stage.in_(stages))
    first = ranked.where(*_in_intake(kind, antenna)).subquery()
    rows = db.session.execute(
        select(Person, User.name, next_session_date())
        .join(first, first.c.id == Person.id)
        .outerjoin(User, User.id == Person.owner_id)
        .where(first.c.place <= CARDS_AT_MOST)
        .order_by(Person.stage_since, Person.id)
    )
    cards: dict[Stage, list[Card]] = {stage: [] for stage in stages}
    for person, owner, next_session_at in rows:
        cards[Stage(person.stage)].append(_card(person, owner, next_session_at, on))
    return cards


def people_in_intake(filters: Mapping[str, str], on: date) -> Listing:
    """Filters: kind, stage, antenna, owner (id), waiting (`late`), q. Longest waiting first."""
    statement = select(Person).where(*_in_intake(filters.get("kind"), filters.get("antenna")))
    stage = filters.get("stage")
    known = stage in set(Stage)
    statement = statement.where(Person.stage == stage if known else Person.stage.in_(WAITING))
    if owner_id := _number(filters.get("owner")):
        statement = statement.where(Person.owner_id == owner_id)
    if filters.get("waiting") == "late":
        statement = statement.where(_is_late(on))
    statement = statement.where(*found_by(search_words(filters.get("q") or "")))
    sorts: dict[str, Sequence[Any]] = {
        "since": (Person.stage_since, Person.id),
        "name": (Person.last_name, Person.first_name, Person.id),
        "registered": (Person.registered_on, Person.id),
    }
    return Listing(statement, sorts=sorts, filters=filters)


def _card(person: Person, owner: str | None, next_session_at: datetime | None, on: date) -> Card:
    mark = wait_mark(person.stage, person.stage_since, tenant().intake, on)
    return Card(person, owner, next_session_at, mark, (on - person.stage_since).days)


def _in_intake(kind: str | None, antenna: str | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Person.merged_into_id.is_(None)]
    if kind in set(Kind):
        conditions.append(Person.kind == kind)
    if antenna:
        ids = select(Antenna.id).where(Antenna.code == antenna)
        conditions.append(Person.antenna_id.in_(ids))
    return conditions


def _is_late(on: date) -> ColumnElement[bool]:
    callback, others = late_since(tenant().intake, on)
    waiting = WAITING - {Stage.REGISTERED}
    return or_(
        and_(Person.stage == Stage.REGISTERED, Person.stage_since <= callback),
        and_(Person.stage.in_(waiting), Person.stage_since <= others),
    )


def evaluation_due() -> ColumnElement[bool]:
    """Mentors who wait for their evaluation; nobody where the country has none."""
    course = course_of(Kind.MENTOR)
    waiting = {Stage.EVALUATION} if course.has(Stage.EVALUATION) else set()
    if waiting and not course.has(Stage.TRAINING):
        waiting.add(Stage.TRAINING)
    return and_(Person.kind == Kind.MENTOR, Person.stage.in_(waiting), EVALUATED_ON.is_(None))


def decision_due() -> ColumnElement[bool]:
    """Whoever has the last step of their kind behind them."""
    return or_(*(_past_the_last(course_of(kind)) for kind in Kind))


def _past_the_last(course: Course) -> ColumnElement[bool]:
    over = ORDER[ORDER.index(course.last) + 1 :]
    done = and_(Person.stage == course.last, DONE_ON[course.last].is_not(None))
    return and_(Person.kind == course.kind, or_(done, Person.stage.in_(over)))


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
