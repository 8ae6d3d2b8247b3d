"""Tables of the receipts, and of the runs that make those of a year."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String
from sqlalchemy import text as sql  # noqa: TID251 - the condition of a partial index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Instant, Model
from app.gifts.models import Donor


class GiftReceipt(Model):
    """What a donor gave in a year, for the tax. Numbered through within the year; frozen in `facts`
    with the rule it was made by. A cancelled one stays and another may take its place."""

    __tablename__ = "gift_receipts"
    __table_args__ = (
        Index("uq_gift_receipts_number", "year", "number", unique=True),
        Index(
            "uq_gift_receipts_donor",
            "year",
            "donor_id",
            unique=True,
            sqlite_where=sql("cancelled_on IS NULL"),
            postgresql_where=sql("cancelled_on IS NULL"),
        ),
    )

    year: Mapped[int]
    number: Mapped[int]
    donor_id: Mapped[int] = mapped_column(ForeignKey("donors.id"))
    total_cents: Mapped[int] = mapped_column(BigInteger)
    issued_on: Mapped[date]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    cancelled_on: Mapped[date | None]
    cancellation_reason: Mapped[str | None] = mapped_column(String(300))

    donor: Mapped[Donor] = relationship(lazy="raise_on_sql")


class RunState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class ReceiptRun(Model):
    """All receipts of a year, made by a job; `left_out` counts donors by why they got none."""

    __tablename__ = "gift_receipt_runs"

    year: Mapped[int]
    state: Mapped[RunState] = mapped_column(String(8))
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
