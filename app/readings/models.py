"""Table of the readings: who reads which module for themselves, and how the quiz went."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Instant, Model
from app.people.models import Person
from app.training.models import TrainingModule


class Reading(Model):
    """Somebody reading a module for themselves through a personal link, with tries at the quiz.

    `best_score` is the share of right answers, 0 to 1; `passed_at` is set once it reached the pass
    mark.
    """

    __tablename__ = "readings"
    __table_args__ = (Index("uq_readings", "person_id", "module_id", unique=True),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    module_id: Mapped[int] = mapped_column(ForeignKey("training_modules.id"), index=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    sent_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    tries: Mapped[int] = mapped_column(default=0)
    best_score: Mapped[float | None]
    passed_at: Mapped[datetime | None] = mapped_column(Instant)

    person: Mapped[Person] = relationship(lazy="raise_on_sql")
    module: Mapped[TrainingModule] = relationship(lazy="raise_on_sql")
