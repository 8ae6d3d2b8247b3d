"""Tables of the reports: each with its words in every version, and batches of many."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from app.accounts.models import User
from app.core.db import Instant, Model, Versioned
from app.grants.models import Grant, Obligation


class ReportState(StrEnum):
    """A released one is never changed; a correction is a new edition that takes its place."""

    DRAFT = "draft"
    RELEASED = "released"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class Report(Versioned, Model):
    """What a funder is told about a grant for a period, in the funder's language.

    With the release everything that it shows stands in `content`, as it was told: figures with
    their definitions, words, and the day they were worked out. A draft is worked out anew.
    """

    __tablename__ = "reports"
    __table_args__ = (Index("ix_reports_period", "grant_id", "until_on"),)

    grant_id: Mapped[int] = mapped_column(ForeignKey("grants.id"))
    obligation_id: Mapped[int | None] = mapped_column(
        ForeignKey("grant_obligations.id", ondelete="SET NULL"), index=True
    )
    template: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(5))
    from_on: Mapped[date]
    until_on: Mapped[date]
    due_on: Mapped[date | None] = mapped_column(index=True)
    state: Mapped[ReportState] = mapped_column(String(10), index=True)
    edition: Mapped[int] = mapped_column(default=1)
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("reports.id"), index=True)
    correction: Mapped[str | None] = mapped_column(String(500))
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    released_at: Mapped[datetime | None] = mapped_column(Instant)
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    content: Mapped[dict[str, Any] | None] = deferred(mapped_column(JSON))

    grant: Mapped[Grant] = relationship(lazy="raise_on_sql")
    obligation: Mapped[Obligation | None] = relationship(lazy="raise_on_sql")
    made_by: Mapped[User | None] = relationship(foreign_keys=[made_by_id], lazy="raise_on_sql")
    released_by: Mapped[User | None] = relationship(
        foreign_keys=[released_by_id], lazy="raise_on_sql"
    )


class ReportText(Model):
    """The words of one part in one version; the newest stands, the older ones stay readable."""

    __tablename__ = "report_texts"
    __table_args__ = (Index("ix_report_texts_part", "report_id", "part", "id"),)

    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"))
    part: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(Instant)
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    written_by: Mapped[User | None] = relationship(lazy="raise_on_sql")


class BatchState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    EXPIRED = "expired"


class ReportBatch(Model):
    """Many reports for one period, made by a job; `content` is an archive until it expires.

    `failures` are dicts with `grant` (its code) and `why`.
    """

    __tablename__ = "report_batches"

    state: Mapped[BatchState] = mapped_column(String(10))
    from_on: Mapped[date]
    until_on: Mapped[date]
    template: Mapped[str | None] = mapped_column(String(40))
    grant_ids: Mapped[list[int]] = mapped_column(JSON)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    failures: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    expires_at: Mapped[datetime | None] = mapped_column(Instant, index=True)
    size_bytes: Mapped[int | None]
    content: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))

    asked_by: Mapped[User | None] = relationship(lazy="raise_on_sql")
