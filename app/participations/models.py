"""Tables of the operations, their participants and what happened to them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.db import CodeSet, Instant, Model, OfAntenna, Versioned
from app.duos.models import Duo
from app.grants.models import Grant
from app.people.models import Ancestry, Mentee


class Operation(Versioned, Model):
    """What a managing authority supports and counts participants of. `parameters` are what the
    rules leave to it (see `app.esf.parameters`), `parameters_source` is where they were read."""

    __tablename__ = "esf_operations"

    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(160))
    grant_id: Mapped[int | None] = mapped_column(ForeignKey("grants.id"), index=True)
    objective: Mapped[str] = mapped_column(String(1))
    begins_on: Mapped[date]
    ends_on: Mapped[date]
    antenna_codes: Mapped[list[str]] = mapped_column(CodeSet, default=list)
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    parameters_source: Mapped[str | None] = mapped_column(String(500))

    grant: Mapped[Grant | None] = relationship(lazy="raise_on_sql")


class Participation(Versioned, OfAntenna, Model):
    """One entry of a mentee into an operation: a duo. A second duo of the same mentee is a second
    row and the same participant. The exit is the end of the duo. Entered in error, it carries a
    `withdrawn_at` and counts for nothing."""

    __tablename__ = "esf_participations"
    __table_args__ = (
        Index("uq_esf_participations", "operation_id", "duo_id", unique=True),
        Index("ix_esf_participations_mentee", "mentee_id", "operation_id"),
    )

    operation_id: Mapped[int] = mapped_column(ForeignKey("esf_operations.id"))
    mentee_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    duo_id: Mapped[int] = mapped_column(ForeignKey("duos.id", ondelete="CASCADE"), index=True)
    entered_on: Mapped[date]
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawal_reason: Mapped[str | None] = mapped_column(String(300))

    operation: Mapped[Operation] = relationship(lazy="raise_on_sql")
    mentee: Mapped[Mentee] = relationship(lazy="raise_on_sql")
    duo: Mapped[Duo] = relationship(lazy="raise_on_sql")


class EntryFacts(Model):
    """Section 1.1 of the annex as it was on the day of the entry, with `in_education` and `rural`.

    Proposed from the profile, then confirmed by a person; confirmed facts are never changed: a
    correction is a new row with its `reason`, and only the newest is `current`.
    """

    __tablename__ = "esf_entry_facts"
    __table_args__ = (
        Index("uq_esf_entry_facts", "participation_id", "number", unique=True),
        Index("ix_esf_entry_facts_current", "current", "participation_id"),
    )

    participation_id: Mapped[int] = mapped_column(
        ForeignKey("esf_participations.id", ondelete="CASCADE")
    )
    number: Mapped[int]
    current: Mapped[bool]
    gender: Mapped[str | None] = mapped_column(String(1))
    born_on: Mapped[date | None]
    status: Mapped[str | None] = mapped_column(String(12))
    unemployed_since: Mapped[date | None]
    isced: Mapped[int | None]
    in_education: Mapped[bool | None]
    rural: Mapped[bool | None]
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str | None] = mapped_column(String(300))

    confirmed_by: Mapped[User | None] = relationship(lazy="raise_on_sql")


class DelicateFacts(Model):
    """Section 1.2 of the annex, kept apart, only where the operation collects it; each reading is
    noted. Ancestry and belonging to a minority reach the database only where the tenant may keep
    them. A correction is a new row, as above."""

    __tablename__ = "esf_delicate_facts"
    __table_args__ = (
        Index("uq_esf_delicate_facts", "participation_id", "number", unique=True),
        Index("ix_esf_delicate_facts_current", "current", "participation_id"),
    )

    participation_id: Mapped[int] = mapped_column(
        ForeignKey("esf_participations.id", ondelete="CASCADE")
    )
    number: Mapped[int]
    current: Mapped[bool]
    citizenship: Mapped[str | None] = mapped_column(String(2))
    parents_born_abroad: Mapped[bool | None] = mapped_column(Ancestry)
    disability: Mapped[bool | None]
    minority: Mapped[bool | None] = mapped_column(Ancestry)
    homeless: Mapped[bool | None]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str | None] = mapped_column(String(300))


class Achievement(Model):
    """What no situation of the mentee tells: a qualification, or an improvement of their work."""

    __tablename__ = "esf_achievements"

    participation_id: Mapped[int] = mapped_column(
        ForeignKey("esf_participations.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(14))
    happened_on: Mapped[date]
    detail: Mapped[str | None] = mapped_column(String(14))
    evidence: Mapped[str] = mapped_column(String(12))
    source: Mapped[str | None] = mapped_column(String(200))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)

    recorded_by: Mapped[User | None] = relationship(lazy="raise_on_sql")


class SituationCheck(Model):
    """Somebody asked the participant, four weeks or six months after leaving, and what is noted of
    their situation is right."""

    __tablename__ = "esf_situation_checks"
    __table_args__ = (Index("uq_esf_situation_checks", "participation_id", "moment", unique=True),)

    participation_id: Mapped[int] = mapped_column(
        ForeignKey("esf_participations.id", ondelete="CASCADE")
    )
    moment: Mapped[str] = mapped_column(String(8))
    done_on: Mapped[date]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
