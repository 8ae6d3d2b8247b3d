"""Questions about the receipts of a year."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import selectinload

from app.core.db import db
from app.core.listing import Listing
from app.gift_receipts.models import GiftReceipt, ReceiptRun
from app.gift_receipts.rules import Entitled
from app.gifts.models import Donor, Gift


def receipts_in(year: int) -> Listing:
    """By number, with the donors."""
    statement = select(GiftReceipt).where(GiftReceipt.year == year)
    loaded = statement.options(selectinload(GiftReceipt.donor))
    return Listing(loaded, sorts={"number": (GiftReceipt.number,)})


def standing_in(year: int) -> Sequence[GiftReceipt]:
    """By number, for the papers of a year; cancelled ones are left out."""
    statement = select(GiftReceipt).where(
        GiftReceipt.year == year, GiftReceipt.cancelled_on.is_(None)
    )
    return db.session.scalars(statement.order_by(GiftReceipt.number)).all()


def find_receipt(receipt_id: int) -> GiftReceipt | None:
    statement = select(GiftReceipt).where(GiftReceipt.id == receipt_id)
    return db.session.scalars(statement.options(selectinload(GiftReceipt.donor))).one_or_none()


def years_with_gifts() -> list[int]:
    """The newest first."""
    first, last = db.session.execute(
        select(func.min(Gift.received_on), func.max(Gift.received_on)).where(
            Gift.withdrawn_at.is_(None)
        )
    ).one()
    return [*range(last.year, first.year - 1, -1)] if first else []


def counted(year: int, donor_id: int | None = None) -> dict[int, Entitled]:
    """The donors of that year with the gifts that no receipt counts yet, by donor id."""
    uncounted = (*of_year(year), Gift.receipt_id.is_(None))
    standing = select(GiftReceipt.donor_id).where(
        GiftReceipt.year == year, GiftReceipt.cancelled_on.is_(None)
    )
    statement = (
        select(Donor, func.sum(Gift.amount_cents), Donor.id.in_(standing))
        .join(Gift, Gift.donor_id == Donor.id)
        .where(*uncounted)
        .group_by(Donor.id)
        .order_by(Donor.sort_key, Donor.id)
    )
    if donor_id is not None:
        statement = statement.where(Donor.id == donor_id)
    return {
        donor.id: Entitled(donor.kind, int(cents), _known(donor), bool(has_one))
        for donor, cents, has_one in db.session.execute(statement)
    }


def gifts_to_count(donor_id: int, year: int) -> Sequence[Gift]:
    statement = select(Gift).where(
        *of_year(year), Gift.receipt_id.is_(None), Gift.donor_id == donor_id
    )
    return db.session.scalars(statement.order_by(Gift.received_on, Gift.id)).all()


def gifts_on(receipt_id: int) -> Sequence[Gift]:
    return db.session.scalars(select(Gift).where(Gift.receipt_id == receipt_id)).all()


def last_number(year: int) -> int:
    return db.session.scalar(select(func.max(GiftReceipt.number)).filter_by(year=year)) or 0


def last_run(year: int) -> ReceiptRun | None:
    statement = select(ReceiptRun).where(ReceiptRun.year == year).order_by(ReceiptRun.id.desc())
    return db.session.scalars(statement.limit(1)).one_or_none()


def find_run(run_id: int) -> ReceiptRun | None:
    return db.session.scalars(select(ReceiptRun).where(ReceiptRun.id == run_id)).one_or_none()


def of_year(year: int) -> tuple[ColumnElement[bool], ...]:
    """The gifts of that year that stand."""
    return (
        Gift.received_on >= date(year, 1, 1),
        Gift.received_on <= date(year, 12, 31),
        Gift.withdrawn_at.is_(None),
    )


def _known(donor: Donor) -> dict[str, str | None]:
    return {"address": donor.address, "company_number": donor.company_number}


def receipts_of(donor_id: int) -> Sequence[GiftReceipt]:
    statement = select(GiftReceipt).where(GiftReceipt.donor_id == donor_id)
    return db.session.scalars(statement.order_by(GiftReceipt.id.desc())).all()


def numbers_of(ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """Year and number of each receipt, by its id."""
    columns = (GiftReceipt.id, GiftReceipt.year, GiftReceipt.number)
    rows = db.session.execute(select(*columns).where(GiftReceipt.id.in_(ids)))
    return {row.id: (row.year, row.number) for row in rows}
