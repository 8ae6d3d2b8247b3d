"""What is owed, what is to come in, and which grants end, as questions to the tables."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, lazyload

from app.accounts.models import User
from app.core.db import db
from app.core.permissions import Role
from app.deadlines.models import CalendarFeed
from app.deadlines.rules import RENEWAL_DAYS, THRESHOLDS
from app.funders import queries as funders
from app.funders.models import Funder
from app.grants.models import Grant, GrantState, Instalment, Obligation

OWED = (GrantState.RUNNING, GrantState.CLOSED)
"""Of a grant in preparation nothing is owed yet, of a cancelled one no more; the last reports of
one that is closed still are."""
OWNED = joinedload(Obligation.owner).options(lazyload(User.antennas))
PLAIN = lazyload(User.antennas)
WITH_OWNERS = (
    contains_eager(Grant.funder).options(joinedload(Funder.owner).options(PLAIN)),
    joinedload(Grant.owner).options(PLAIN),
)


def _with_grants() -> Select[Obligation]:
    found = select(Obligation).join(Obligation.grant).join(Grant.funder)
    return found.options(contains_eager(Obligation.grant).options(*WITH_OWNERS), OWNED)


def _obligations() -> Select[Obligation]:
    owed = _with_grants().where(Grant.state.in_(OWED))
    return owed.order_by(Obligation.due_on, Obligation.id)


def obligations_due(from_on: date | None, until_on: date) -> Sequence[Obligation]:
    """Not done and due by that day, with the grant, its funder and the owner."""
    found = _obligations().where(Obligation.done_on.is_(None), Obligation.due_on <= until_on)
    if from_on is not None:
        found = found.where(Obligation.due_on >= from_on)
    return db.session.scalars(found).all()


def obligations_done(from_on: date, until_on: date) -> Sequence[Obligation]:
    found = _obligations().where(Obligation.done_on.between(from_on, until_on))
    return db.session.scalars(found.order_by(None).order_by(Obligation.done_on.desc())).all()


def obligations_to_tell(today: date) -> Sequence[Obligation]:
    """Not done and within the first threshold; whether somebody was told stands in `told_days`."""
    within = Obligation.due_on <= today + timedelta(days=max(THRESHOLDS))
    found = _obligations().where(Obligation.done_on.is_(None), within)
    return db.session.scalars(found).all()


def obligations_of(grant: Grant) -> Sequence[Obligation]:
    """What is still owed first, then what was done."""
    found = select(Obligation).where(Obligation.grant_id == grant.id).options(OWNED)
    order = (Obligation.done_on.is_not(None), Obligation.due_on, Obligation.id)
    return db.session.scalars(found.order_by(*order)).all()


def find_obligation(grant: Grant, obligation_id: int) -> Obligation | None:
    found = select(Obligation).where(
        Obligation.grant_id == grant.id, Obligation.id == obligation_id
    )
    return db.session.scalars(found.options(OWNED)).one_or_none()


def find_deadline(obligation_id: int) -> Obligation | None:
    """With its grant, the funder and the owners; of a grant in whatever state."""
    found = _with_grants().where(Obligation.id == obligation_id)
    return db.session.scalars(found).one_or_none()


def instalments_due(from_on: date | None, until_on: date) -> Sequence[Instalment]:
    """Expected by that day and not received, with the grant, its funder and owner."""
    found = (
        select(Instalment)
        .join(Instalment.grant)
        .join(Grant.funder)
        .options(contains_eager(Instalment.grant).options(*WITH_OWNERS))
        .where(Grant.state.in_(OWED), Instalment.received_on.is_(None))
        .where(Instalment.due_on <= until_on)
        .order_by(Instalment.due_on, Instalment.id)
    )
    if from_on is not None:
        found = found.where(Instalment.due_on >= from_on)
    return db.session.scalars(found).all()


def received_cents(from_on: date, until_on: date) -> int:
    """Of every grant, in the days named."""
    found = select(func.coalesce(func.sum(Instalment.received_cents), 0))
    return int(
        db.session.scalar(found.where(Instalment.received_on.between(from_on, until_on))) or 0
    )


def _grants() -> Select[Grant]:
    owner = joinedload(Grant.owner).options(lazyload(User.antennas))
    found = select(Grant).join(Grant.funder).options(contains_eager(Grant.funder), owner)
    return found.where(Grant.state == GrantState.RUNNING).order_by(Grant.ends_on, Grant.id)


def grants_ending(from_on: date, until_on: date) -> Sequence[Grant]:
    return db.session.scalars(_grants().where(Grant.ends_on.between(from_on, until_on))).all()


def grants_to_renew(today: date) -> Sequence[Grant]:
    """Running ones that end within ninety days, or should have ended, without a successor: another
    grant of the same funder, not cancelled, that ends later."""
    soon = Grant.ends_on <= today + timedelta(days=RENEWAL_DAYS)
    return db.session.scalars(_grants().where(soon, ~_has_successor())).all()


def _has_successor() -> ColumnElement[bool]:
    later = aliased(Grant)
    return exists().where(
        later.funder_id == Grant.funder_id,
        later.ends_on > Grant.ends_on,
        later.state != GrantState.CANCELLED,
    )


def grants_with_promise(today: date) -> Sequence[Grant]:
    """Running ones that have begun and promised a number."""
    begun = Grant.begins_on <= today
    return db.session.scalars(_grants().where(Grant.least_units.is_not(None), begun)).all()


def quiet_funders(most: int) -> Sequence[Any]:
    """Those who have gone quiet, the longest ago first: at most so many, and one more."""
    since = func.coalesce(Funder.last_contact_on, Funder.stage_since)
    found = funders.rows(quiet="yes", stage="open").order_by(None).order_by(since, Funder.id)
    return db.session.scalars(found.limit(most + 1)).all()


def partners() -> Sequence[User]:
    """Who works on partnerships and is in use: told where a deadline has no owner."""
    found = select(User).where(
        User.role == Role.PARTNERSHIPS, User.closed_at.is_(None), User.password_hash.is_not(None)
    )
    return db.session.scalars(found.order_by(User.id)).all()


def find_user(user_id: int) -> User | None:
    return db.session.scalars(select(User).where(User.id == user_id)).one_or_none()


def find_feed(user_id: int) -> CalendarFeed | None:
    found = select(CalendarFeed).where(CalendarFeed.user_id == user_id)
    return db.session.scalars(found).one_or_none()


def known_of(grant: Grant) -> set[tuple[str, date]]:
    """Kind and day of all deadlines of a grant."""
    found = select(Obligation.kind, Obligation.due_on).where(Obligation.grant_id == grant.id)
    return {(row.kind, row.due_on) for row in db.session.execute(found)}
