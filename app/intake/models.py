"""Tables of the intake: interviews, evaluations, and decisions."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Model
from app.people.models import Stage


class Interview(Model):
    """A structured talk: `answers` by question code (`questions.py`).

    `record_seen_on` is the day a mentor showed the extract of the criminal record; no copy is kept.
    """

    __tablename__ = "interviews"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    held_on: Mapped[date]
    interviewer_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    summary: Mapped[str | None] = mapped_column(Text)
    advice: Mapped[str] = mapped_column(String(20))
    record_seen_on: Mapped[date | None]


class Evaluation(Model):
    """The talk with a mentor after the modules before a first duo; `half_days` is how many of them
    were completed by then."""

    __tablename__ = "evaluations"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    held_on: Mapped[date]
    evaluator_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    half_days: Mapped[int]
    observations: Mapped[str | None] = mapped_column(Text)
    passed: Mapped[bool]


class Decision(Model):
    """What was decided about somebody's intake, with the reason and the words they were given.

    `stage_before` is where a reopening goes back to; `reopened_on` ends the decision's effect.
    """

    __tablename__ = "decisions"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    verdict: Mapped[str] = mapped_column(String(20))
    stage_before: Mapped[Stage] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(30))
    words: Mapped[str | None] = mapped_column(Text)
    decided_on: Mapped[date]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reopened_on: Mapped[date | None]
    reopening_reason: Mapped[str | None] = mapped_column(String(500))
