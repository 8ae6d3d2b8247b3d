"""Tables of training: the country's copy of the modules, and who completed which."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, Numeric, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Instant, Model, Versioned
from app.people.models import Person


class CompletionWay(StrEnum):
    """How: in a session, by reading with the quiz passed, or noted by hand."""

    SESSION = "session"
    READING = "reading"
    NOTED = "noted"


class TrainingModule(Versioned, Model):
    """The country's own copy of a published module: it stays readable when the shared database is
    away, and sessions and completions hang on it.

    `facts` are those of the edition; `texts` is {language: {title, summary, objectives, body,
    quiz}}. `compulsory`, `introductions` and `examples` (Markdown by language) are the country's
    own and survive a new edition. `retired_at` is set when headquarters retired the module.
    """

    __tablename__ = "training_modules"

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    position: Mapped[int]
    edition: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)
    compulsory: Mapped[bool]
    introductions: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    examples: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    copied_at: Mapped[datetime] = mapped_column(Instant)
    retired_at: Mapped[datetime | None] = mapped_column(Instant)


class TrainingFile(Model):
    """An image or a file of a copied module."""

    __tablename__ = "training_files"

    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    media_type: Mapped[str] = mapped_column(String(80))
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Completion(Model):
    """A module that somebody completed, once; `edition` is the one they followed.

    `hours` count for the year of `completed_on`; `observation` is the facilitator's.
    """

    __tablename__ = "completions"
    __table_args__ = (Index("uq_completions", "person_id", "module_id", unique=True),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    module_id: Mapped[int] = mapped_column(ForeignKey("training_modules.id"), index=True)
    edition: Mapped[int]
    way: Mapped[CompletionWay] = mapped_column(String(8))
    completed_on: Mapped[date] = mapped_column(index=True)
    hours: Mapped[float] = mapped_column(Numeric(5, 2, asdecimal=False))
    observation: Mapped[str | None] = mapped_column(Text)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("training_sessions.id"), index=True)
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    person: Mapped[Person] = relationship(lazy="raise_on_sql")
    module: Mapped[TrainingModule] = relationship(lazy="raise_on_sql")
