"""Tables of the payment of expenses: who is paid, who pays, and what was paid together."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy import text as sql  # noqa: TID251 - the condition of a partial index
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from app.accounts.models import User
from app.core.db import Instant, Model, Versioned


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
