"""The table of doubts: pairs of people who may be one."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import CodeSet, Instant, Model
from app.people.models import Person


class DuplicateDoubt(Model):
    """Two people who may be one; kept until somebody merged them or said that they are two."""

    __tablename__ = "duplicate_doubts"
    __table_args__ = (Index("uq_duplicate_doubts", "person_id", "other_id", unique=True),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    grounds: Mapped[list[str]] = mapped_column(CodeSet)
    found_at: Mapped[datetime] = mapped_column(Instant)
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
    settlement: Mapped[str | None] = mapped_column(String(10))

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise_on_sql")
    other: Mapped[Person] = relationship(foreign_keys=[other_id], lazy="raise_on_sql")
