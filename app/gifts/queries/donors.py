"""Questions about donors and what they promised."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Bundle, selectinload

from app.core.db import db
from app.core.listing import Listing
from app.core.text import fold
from app.funders.models import Funder
from app.gifts.models import Donor, Gift, Pledge

GIVEN = (
    select(
        Gift.donor_id,
        func.sum(Gift.amount_cents).label("cents"),
        func.max(Gift.received_on).label("last_on"),
    )
    .where(Gift.withdrawn_at.is_(None))
    .group_by(Gift.donor_id)
    .subquery("given")
)
COLUMNS = (
    Donor.id,
    Donor.name,
    Donor.kind,
    Donor.email,
    Donor.language,
    Donor.opposed_on,
    Donor.sort_key,
    GIVEN.c.cents,
    GIVEN.c.last_on,
)


def all_donors(*, q: str = "", kind: str = "", opposed: str = "") -> Listing:
    """With what each gave in all (cents, None without a gift) and when last; by name."""
    statement: Select[Any] = select(Bundle("donor", *COLUMNS)).outerjoin(
        GIVEN, GIVEN.c.donor_id == Donor.id
    )
    for word in fold(q).split():
        statement = statement.where(Donor.search_text.contains(word, autoescape=True))
    if kind:
        statement = statement.where(Donor.kind == kind)
    if opposed:
        statement = statement.where(Donor.opposed_on.is_not(None))
    sorts = {
        "name": (Donor.sort_key, Donor.id),
        "given": (func.coalesce(GIVEN.c.cents, 0), Donor.id),
        "last": (func.coalesce(GIVEN.c.last_on, date.min), Donor.id),
    }
    return Listing(statement, sorts=sorts, filters={"q": q, "kind": kind, "opposed": opposed})


def donor_names() -> dict[int, str]:
    """Of all donors, for a choice, by name."""
    rows = db.session.execute(select(Donor.id, Donor.name).order_by(Donor.sort_key, Donor.id))
    return {row.id: row.name for row in rows}


def funder_names() -> dict[int, str]:
    rows = db.session.execute(select(Funder.id, Funder.name).order_by(Funder.sort_key, Funder.id))
    return {row.id: row.name for row in rows}


def find_donor(donor_id: int) -> Donor | None:
    statement = select(Donor).where(Donor.id == donor_id).options(selectinload(Donor.funder))
    return db.session.scalars(statement).one_or_none()


def same_name(name: str, but_for: int | None = None) -> bool:
    """Whether another donor is called so."""
    statement = select(Donor.id).where(Donor.name_key == fold(name)).limit(1)
    if but_for is not None:
        statement = statement.where(Donor.id != but_for)
    return db.session.scalar(statement) is not None


def holder_of(iban: str, but_for: int | None = None) -> Donor | None:
    """The donor with that account, if it is another than `but_for`."""
    found = db.session.scalars(select(Donor).where(Donor.iban == iban)).one_or_none()
    return found if found is not None and found.id != but_for else None


def pledges_of(donor_id: int) -> Sequence[Pledge]:
    statement = select(Pledge).where(Pledge.donor_id == donor_id).order_by(Pledge.id.desc())
    return db.session.scalars(statement).all()


def find_pledge(pledge_id: int) -> Pledge | None:
    statement = select(Pledge).where(Pledge.id == pledge_id).options(selectinload(Pledge.donor))
    return db.session.scalars(statement).one_or_none()


def running_pledges() -> Sequence[Pledge]:
    statement = select(Pledge).where(Pledge.ends_on.is_(None)).options(selectinload(Pledge.donor))
    return db.session.scalars(statement.order_by(Pledge.id)).all()


def given_since(since: Mapping[int, date]) -> dict[int, int]:
    """Cents given by each donor since their day in `since`."""
    if not since:
        return {}
    rows = db.session.execute(
        select(Gift.donor_id, Gift.received_on, Gift.amount_cents).where(
            Gift.donor_id.in_(since), Gift.withdrawn_at.is_(None)
        )
    )
    found = dict.fromkeys(since, 0)
    for row in rows:
        if row.donor_id is not None and row.received_on >= since[row.donor_id]:
            found[row.donor_id] += row.amount_cents
    return found
