"""Tables of the files of the bank and their lines."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.db import Instant, Model
from app.gifts.models import Donor


class BankFile(Model):
    """A file of the bank (CAMT.053, ISO 20022). Known by its digest: it is taken in once.

    `counts` says how many lines it held, were money going out, or were known from another file.
    """

    __tablename__ = "bank_files"

    name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    counts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    brought_at: Mapped[datetime] = mapped_column(Instant)
    brought_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    brought_by: Mapped[User | None] = relationship(lazy="raise_on_sql")


class Verdict(StrEnum):
    WAITING = "waiting"
    GIFT = "gift"
    OTHER = "other"


class BankEntry(Model):
    """Money that came in by the bank. `key` is the bank's own reference, so that the same line of a
    second file is known. `donor_id` is who it seems to come from, on the `ground` of the account
    number or the name, until a person decides."""

    __tablename__ = "bank_entries"
    __table_args__ = (Index("ix_bank_entries_file", "file_id", "verdict", "id"),)

    file_id: Mapped[int] = mapped_column(ForeignKey("bank_files.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(64), unique=True)
    booked_on: Mapped[date]
    amount_cents: Mapped[int] = mapped_column(BigInteger)
    payer: Mapped[str | None] = mapped_column(String(160))
    iban: Mapped[str | None] = mapped_column(String(34))
    remittance: Mapped[str | None] = mapped_column(String(500))
    donor_id: Mapped[int | None] = mapped_column(ForeignKey("donors.id"), index=True)
    ground: Mapped[str | None] = mapped_column(String(6))
    verdict: Mapped[Verdict] = mapped_column(String(8))

    donor: Mapped[Donor | None] = relationship(lazy="raise_on_sql")
