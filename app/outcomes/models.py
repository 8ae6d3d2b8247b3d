"""Table of the spells: the dated situations of a mentee in work, training or search."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.db import Instant, Model
from app.people.models import Mentee


class SpellKind(StrEnum):
    JOB = "job"
    TRAINING = "training"
    INTERNSHIP = "internship"
    STUDIES = "studies"
    JOB_SEEKING = "job_seeking"
    INACTIVE = "inactive"


POSITIVE = (SpellKind.JOB, SpellKind.TRAINING, SpellKind.INTERNSHIP, SpellKind.STUDIES)


class Spell(Model):
    """One situation of a mentee. Never overwritten: a correction is a new row, and the row it
    replaces carries `replaced_at`; a row recorded in error carries it too, with a
    `withdrawal_reason` and without a successor."""

    __tablename__ = "spells"
    __table_args__ = (Index("ix_spells_mentee", "mentee_id", "began_on"),)

    mentee_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    kind: Mapped[SpellKind] = mapped_column(String(12))
    began_on: Mapped[date]
    ended_on: Mapped[date | None]
    contract: Mapped[str | None] = mapped_column(String(20))
    hours_per_week: Mapped[float | None] = mapped_column(Numeric(4, 1, asdecimal=False))
    evidence: Mapped[str] = mapped_column(String(12))
    source: Mapped[str | None] = mapped_column(String(200))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("spells.id"), index=True)
    replaced_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawal_reason: Mapped[str | None] = mapped_column(String(300))
    import_id: Mapped[int | None] = mapped_column(index=True)

    mentee: Mapped[Mentee] = relationship(lazy="raise_on_sql")
    recorded_by: Mapped[User | None] = relationship(lazy="raise_on_sql")

    @property
    def stands(self) -> bool:
        return self.replaced_at is None
