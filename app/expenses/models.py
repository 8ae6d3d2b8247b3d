"""Tables of the expenses and their payment."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, Numeric, String, Text
from sqlalchemy import text as sql  # noqa: TID251 - the condition of a partial index
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from app.accounts.models import User
from app.antennas.models import Antenna
from app.core.db import Instant, Model, OfAntenna, Versioned
from app.people.models import Mentor


class Kind(StrEnum):
    """What the money is for: a day at the flat rate, a cost with its proof, hours at a fee, or a
    trip by one of three means."""

    FLAT = "flat"
    COST = "cost"
    HOURS = "hours"
    CAR = "car"
    BICYCLE = "bicycle"
    PUBLIC = "public"


class State(StrEnum):
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPORTED = "exported"
    PAID = "paid"


STANDING = (State.SUBMITTED, State.APPROVED, State.EXPORTED, State.PAID)
"""States of an expense that takes room under the caps."""
AGREED = (State.APPROVED, State.EXPORTED, State.PAID)


class Expense(Versioned, OfAntenna, Model):
    """One expense of a mentor on one day.

    `amount_cents` is empty while the rate of its kilometres is not known. `home` is a trip between
    home and the place of the mentoring. `fiscal_power` is that of the car, where a scale asks for
    it. `waived_on` is the day the mentor gave up the payment in writing: then it is a gift.
    `figures` are the caps and rates that it was approved under, frozen on that day.
    """

    __tablename__ = "expenses"
    __table_args__ = (
        Index("ix_expenses_person", "person_id", "spent_on"),
        Index("ix_expenses_state", "state", "spent_on", "id"),
        Index("ix_expenses_spent", "spent_on", "id"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[Kind] = mapped_column(String(10))
    spent_on: Mapped[date]
    amount_cents: Mapped[int | None]
    km: Mapped[float | None] = mapped_column(Numeric(7, 1, asdecimal=False))
    hours: Mapped[float | None] = mapped_column(Numeric(5, 2, asdecimal=False))
    home: Mapped[bool] = mapped_column(default=False)
    fiscal_power: Mapped[int | None]
    description: Mapped[str | None] = mapped_column(String(300))
    state: Mapped[State] = mapped_column(String(10))
    waived_on: Mapped[date | None]
    entered_at: Mapped[datetime] = mapped_column(Instant)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    refusal: Mapped[str | None] = mapped_column(Text)
    figures: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    paid_on: Mapped[date | None]

    person: Mapped[Mentor] = relationship(lazy="raise_on_sql")
    antenna: Mapped[Antenna] = relationship(lazy="raise_on_sql")
    entered_by: Mapped[User | None] = relationship(
        foreign_keys=[entered_by_id], lazy="raise_on_sql"
    )


class Declaration(Model):
    """What a volunteer says to have had from other organisations in a year, or in one month of it
    (`month` 0 is the year as a whole)."""

    __tablename__ = "expense_declarations"
    __table_args__ = (Index("uq_expense_declarations", "person_id", "year", "month", unique=True),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    year: Mapped[int]
    month: Mapped[int] = mapped_column(default=0)
    amount_cents: Mapped[int]
    stated_on: Mapped[date]


class PayeeAccount(Model):
    """Where a mentor is paid, and at which address a receipt for the tax office is made out.

    Only those who manage expenses read it, and pages show the number of the account with most of
    it hidden.
    """

    __tablename__ = "payee_accounts"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), unique=True)
    iban: Mapped[str | None] = mapped_column(String(34))
    holder: Mapped[str | None] = mapped_column(String(70))
    address: Mapped[str | None] = mapped_column(String(300))
    changed_at: Mapped[datetime] = mapped_column(Instant)


class ExpenseLink(Model):
    """The personal link of a mentor; of its key only a digest is kept."""

    __tablename__ = "expense_links"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), unique=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    sent_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    opened_at: Mapped[datetime | None] = mapped_column(Instant)

    person: Mapped[Mentor] = relationship(lazy="raise_on_sql")


class Organisation(Model):
    """Who pays, and what a receipt says of it: one row, asked for before the first payment."""

    __tablename__ = "expense_organisation"

    name: Mapped[str] = mapped_column(String(70))
    iban: Mapped[str] = mapped_column(String(34))
    bic: Mapped[str | None] = mapped_column(String(11))
    number: Mapped[str | None] = mapped_column(String(40))
    address: Mapped[str | None] = mapped_column(String(300))
    purpose: Mapped[str | None] = mapped_column(String(300))


class BatchState(StrEnum):
    WAITING = "waiting"
    READY = "ready"
    PAID = "paid"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Batch(Versioned, Model):
    """Expenses that are paid by one file for the bank (`content`, made once, by a job)."""

    __tablename__ = "expense_batches"

    state: Mapped[BatchState] = mapped_column(String(10))
    execute_on: Mapped[date]
    format: Mapped[str] = mapped_column(String(20))
    expenses_count: Mapped[int]
    payees_count: Mapped[int]
    total_cents: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    produced_at: Mapped[datetime | None] = mapped_column(Instant)
    paid_on: Mapped[date | None]
    content: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))

    made_by: Mapped[User | None] = relationship(lazy="raise_on_sql")

    @property
    def reference(self) -> str:
        """What the bank is told, and prints on a statement."""
        return f"EXP-{self.made_at:%Y%m%d}-{self.id}"


class BatchLine(Model):
    """One expense in one batch. Until it is released no other batch may hold the expense: the
    database itself refuses to pay it twice."""

    __tablename__ = "expense_batch_lines"
    __table_args__ = (
        Index(
            "uq_expense_batch_lines_standing",
            "expense_id",
            unique=True,
            sqlite_where=sql("released_at IS NULL"),
            postgresql_where=sql("released_at IS NULL"),
        ),
    )

    batch_id: Mapped[int] = mapped_column(ForeignKey("expense_batches.id"), index=True)
    expense_id: Mapped[int] = mapped_column(ForeignKey("expenses.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    amount_cents: Mapped[int]
    released_at: Mapped[datetime | None] = mapped_column(Instant)
