"""The table of what was transmitted."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.db import Instant, Model
from app.participations.models import Operation


class Transmission(Model):
    """The figures of an operation as they were sent: later corrections change nothing here."""

    __tablename__ = "esf_transmissions"
    __table_args__ = (Index("ix_esf_transmissions_due", "operation_id", "due_on"),)

    operation_id: Mapped[int] = mapped_column(ForeignKey("esf_operations.id"))
    due_on: Mapped[date]
    figures_on: Mapped[date]
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON)
    note: Mapped[str | None] = mapped_column(Text)
    sent_at: Mapped[datetime] = mapped_column(Instant)
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    operation: Mapped[Operation] = relationship(lazy="raise_on_sql")
    sent_by: Mapped[User | None] = relationship(lazy="raise_on_sql")
