"""The table of the personal links."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Instant, Model
from app.people.models import Mentor


class ExpenseLink(Model):
    """The personal link of a mentor; of its key only a digest is kept."""

    __tablename__ = "expense_links"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), unique=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    sent_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    opened_at: Mapped[datetime | None] = mapped_column(Instant)

    person: Mapped[Mentor] = relationship(lazy="raise_on_sql")
