"""Questions about gifts."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from app.core.db import db
from app.core.listing import Listing
from app.core.text import fold
from app.gifts.models import Donor, Gift


def all_gifts(**filters: Any) -> Listing:
    """The newest first; with the donor."""
    statement = filtered(**filters).options(selectinload(Gift.donor))
    sorts = {
        "received": (Gift.received_on.desc(), Gift.id.desc()),
        "amount": (Gift.amount_cents, Gift.id),
    }
    return Listing(statement, sorts=sorts, filters=filters)


def filtered(
    *,
    q: str = "",
    way: str = "",
    thanked: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
) -> Select[Any]:
    """Those that stand; `q` is part of the name of a donor, `thanked` yes or no."""
    statement: Select[Any] = select(Gift).where(Gift.withdrawn_at.is_(None))
    for word in fold(q).split():
        of = select(Donor.id).where(Donor.search_text.contains(word, autoescape=True))
        statement = statement.where(Gift.donor_id.in_(of))
    if way:
        statement = statement.where(Gift.way == way)
    if thanked:
        is_thanked = Gift.thanked_on.is_not(None)
        statement = statement.where(is_thanked if thanked == "yes" else ~is_thanked)
    if from_on:
        statement = statement.where(Gift.received_on >= from_on)
    if until_on:
        statement = statement.where(Gift.received_on <= until_on)
    return statement


def sum_of(**filters: Any) -> int:
    """Cents of all gifts that the list holds, not only of its page."""
    found = filtered(**filters).subquery()
    return int(db.session.scalar(select(func.coalesce(func.sum(found.c.amount_cents), 0))) or 0)


def rows_of(**filters: Any) -> Sequence[Gift]:
    """For an export."""
    statement = filtered(**filters).options(selectinload(Gift.donor))
    return db.session.scalars(statement.order_by(Gift.received_on, Gift.id)).all()


def find_gift(gift_id: int) -> Gift | None:
    statement = select(Gift).where(Gift.id == gift_id)
    loaded = statement.options(selectinload(Gift.donor))
    return db.session.scalars(loaded).one_or_none()


def gifts_of(donor_id: int) -> Sequence[Gift]:
    """Withdrawn ones too, the newest first."""
    statement = select(Gift).where(Gift.donor_id == donor_id)
    return db.session.scalars(statement.order_by(Gift.received_on.desc(), Gift.id.desc())).all()


def gifts_by_id(ids: Sequence[int]) -> Sequence[Gift]:
    """Those that stand, with their donors."""
    statement = select(Gift).where(Gift.id.in_(ids), Gift.withdrawn_at.is_(None))
    return db.session.scalars(statement.options(selectinload(Gift.donor)).order_by(Gift.id)).all()
