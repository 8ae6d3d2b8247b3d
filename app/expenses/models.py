"""Tables of the expenses, and of what was had from other organisations."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Numeric, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.antennas.models import Antenna
from app.core.db import Instant, Model, OfAntenna, Versioned
from app.people.models import Mentor
from app.volunteer_caps.book import Kind


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
