"""Tables of the gifts: who gives, what they promise, and what came in."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.db import Instant, Model, Versioned
from app.funders.models import Funder


class DonorKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"


class Donor(Versioned, Model):
    """Who gives. Nobody writes to a donor who opposed it (`opposed_on`); what the law owes them,
    such as a receipt, they still get. `iban` finds them again in a file of the bank. A donor who
    is also a funder names it."""

    __tablename__ = "donors"
    __table_args__ = (Index("ix_donors_sort", "sort_key", "id"),)

    kind: Mapped[DonorKind] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(160))
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(40))
    address: Mapped[str | None] = mapped_column(String(300))
    language: Mapped[str] = mapped_column(String(5))
    iban: Mapped[str | None] = mapped_column(String(34), unique=True)
    company_number: Mapped[str | None] = mapped_column(String(30))
    funder_id: Mapped[int | None] = mapped_column(ForeignKey("funders.id"), index=True)
    opposed_on: Mapped[date | None]
    notes: Mapped[str | None] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(String(160), index=True)
    search_text: Mapped[str] = mapped_column(String(500))
    sort_key: Mapped[str] = mapped_column(String(160))

    funder: Mapped[Funder | None] = relationship(lazy="raise_on_sql")

    @property
    def masked_iban(self) -> str:
        """The first four and the last three signs; nothing without one."""
        return f"{self.iban[:4]} … {self.iban[-3:]}" if self.iban else ""


class Every(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Pledge(Model):
    """A gift that comes back: `amount_cents` every month, quarter or year, until it is stopped."""

    __tablename__ = "pledges"

    donor_id: Mapped[int] = mapped_column(ForeignKey("donors.id"), index=True)
    amount_cents: Mapped[int] = mapped_column(BigInteger)
    every: Mapped[Every] = mapped_column(String(8))
    begins_on: Mapped[date]
    ends_on: Mapped[date | None]

    donor: Mapped[Donor] = relationship(lazy="raise_on_sql")


class Way(StrEnum):
    TRANSFER = "transfer"
    CARD = "card"
    CASH = "cash"
    CHEQUE = "cheque"


class Gift(Model):
    """Money that was given. Without a donor it is anonymous. One recorded in error is withdrawn and
    stays; one that a receipt counts cannot be until the receipt is cancelled.

    The line of the bank and the receipt are rows of features above: here are their ids alone."""

    __tablename__ = "gifts"
    __table_args__ = (
        Index("ix_gifts_received", "received_on", "id"),
        Index("ix_gifts_donor", "donor_id", "received_on"),
    )

    donor_id: Mapped[int | None] = mapped_column(ForeignKey("donors.id"))
    received_on: Mapped[date]
    amount_cents: Mapped[int] = mapped_column(BigInteger)
    way: Mapped[Way] = mapped_column(String(10))
    purpose: Mapped[str | None] = mapped_column(String(200))
    bank_entry_id: Mapped[int | None] = mapped_column(ForeignKey("bank_entries.id"), unique=True)
    receipt_id: Mapped[int | None] = mapped_column(ForeignKey("gift_receipts.id"), index=True)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    thanked_on: Mapped[date | None]
    thanked_by_mail: Mapped[bool | None]
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawal_reason: Mapped[str | None] = mapped_column(String(300))

    donor: Mapped[Donor | None] = relationship(lazy="raise_on_sql")
    recorded_by: Mapped[User | None] = relationship(lazy="raise_on_sql")

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None
