"""Whom the pool of mentors could accompany, beside what the mentees who wait wish for."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from app.core.db import db
from app.duos.models import Duo
from app.indicators.facts import Pool, Scope
from app.indicators.queries import here
from app.people.models import Kind, Person, Sector, Stage

PEOPLE, DUOS = Person.__table__, Duo.__table__
"""As plain tables: what is reached from a row that is visible stays visible."""


def pool(scope: Scope) -> Pool:
    """As it is now: what people could do earlier is not kept."""
    kinds, sectors, levels = _people(scope), _sectors(scope), _levels(scope)
    return Pool(
        mentors=kinds.get(Kind.MENTOR, 0),
        waiting=kinds.get(Kind.MENTEE, 0),
        sectors=sectors[Kind.MENTOR],
        wished=sectors[Kind.MENTEE],
        levels=levels,
    )


def _in_pool(kind: Any) -> ColumnElement[bool]:
    """Mentors who may be proposed, mentees who wait for one."""
    runs = exists().where(DUOS.c.mentee_id == Person.id, DUOS.c.ended_on.is_(None))
    waits = and_(Person.stage.in_((Stage.READY, Stage.WAITING_LIST)), ~runs)
    return and_(
        Person.merged_into_id.is_(None),
        or_(
            and_(kind == Kind.MENTOR, Person.stage == Stage.READY),
            and_(kind == Kind.MENTEE, waits),
        ),
    )


def _people(scope: Scope) -> dict[str, int]:
    counted = select(Person.kind, func.count(Person.id)).where(_in_pool(Person.kind))
    grouped = here(counted, scope, Person.antenna_id).group_by(Person.kind)
    return {row[0]: row[1] for row in db.session.execute(grouped)}


def _sectors(scope: Scope) -> dict[str, dict[str, int]]:
    counted = (
        select(Person.kind, Sector.code, func.count(Person.id))
        .join(Sector, Sector.person_id == Person.id)
        .where(_in_pool(Person.kind))
    )
    grouped = here(counted, scope, Person.antenna_id).group_by(Person.kind, Sector.code)
    found: dict[str, dict[str, int]] = {Kind.MENTOR: {}, Kind.MENTEE: {}}
    for kind, code, count in db.session.execute(grouped):
        found[kind][code] = count
    return found


def _levels(scope: Scope) -> dict[str, int]:
    level = func.coalesce(PEOPLE.c.function_level, "")
    counted = select(level, func.count(Person.id)).where(
        Person.kind == Kind.MENTOR, _in_pool(Person.kind)
    )
    grouped = here(counted, scope, Person.antenna_id).group_by(level)
    return {row[0]: row[1] for row in db.session.execute(grouped)}
