"""Tables of the intake: information sessions, interviews, decisions, and unfinished forms."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.antennas.models import Antenna
from app.core.db import Instant, Model, OfAntenna
from app.people.models import Kind, Person, Stage


class InformationSession(OfAntenna, Model):
    """A group meeting of 90 minutes; `audience` is mentee or mentor. Cancelled, never deleted."""

    __tablename__ = "information_sessions"

    audience: Mapped[Kind] = mapped_column(String(6))
    starts_at: Mapped[datetime] = mapped_column(Instant, index=True)
    minutes: Mapped[int] = mapped_column(default=90)
    place: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(5))
    capacity: Mapped[int]
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)

    antenna: Mapped[Antenna] = relationship(lazy="raise_on_sql")
    places: Mapped[list["SessionPlace"]] = relationship(back_populates="session")


class SessionPlace(Model):
    """Somebody's place at a session. `number` is at most the capacity: unique, so a session never
    holds more people than it can. `attended` is empty until the session was held."""

    __tablename__ = "session_places"
    __table_args__ = (
        Index("uq_session_places_person", "session_id", "person_id", unique=True),
        Index("uq_session_places_number", "session_id", "number", unique=True),
    )

    session_id: Mapped[int] = mapped_column(ForeignKey("information_sessions.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    attended: Mapped[bool | None]
    signed_up_at: Mapped[datetime] = mapped_column(Instant)

    session: Mapped[InformationSession] = relationship(back_populates="places")
    person: Mapped[Person] = relationship(lazy="raise_on_sql")


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


class InformationTalk(Model):
    """Somebody informed by telephone instead of in a group: it counts once it is written down."""

    __tablename__ = "information_talks"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), unique=True)
    held_on: Mapped[date]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


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


class RegistrationDraft(Model):
    """A public form that is not finished; found again only by its key, gone after some days.

    `nonce` is the one-use token it was begun with; once sent, the answers are emptied and the row
    stays until its days are over, so that neither the token nor the form can be used again.
    """

    __tablename__ = "registration_drafts"

    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[Kind] = mapped_column(String(6))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    began_at: Mapped[datetime] = mapped_column(Instant)
    saved_at: Mapped[datetime] = mapped_column(Instant, index=True)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
