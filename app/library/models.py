"""Tables of the shared database: modules as headquarters writes them, editions as they went out.

Nothing about a person: who wrote and who reviewed are numbers of accounts of headquarters.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import CodeSet, Instant, SharedModel, Versioned


class Audience(StrEnum):
    MENTOR = "mentor"
    MENTEE = "mentee"
    STAFF = "staff"


class TextState(StrEnum):
    """What somebody did with a text; missing and outdated are read off, never written."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"


class Module(Versioned, SharedModel):
    """A unit of training as it is being written. `position` is its place in the course.

    `sources` and `based_on` are lists of {title, author, url, licence}; `files` is {name: sha256}.
    `compulsory` is what headquarters proposes; each country chooses for itself.
    """

    __tablename__ = "modules"

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    position: Mapped[int]
    source_language: Mapped[str] = mapped_column(String(5))
    audience: Mapped[list[str]] = mapped_column(CodeSet, default=list)
    level: Mapped[str] = mapped_column(String(20))
    minutes: Mapped[int]
    licence: Mapped[str] = mapped_column(String(40), default="CC-BY-SA-4.0")
    sources: Mapped[list[Any]] = mapped_column(JSON, default=list)
    based_on: Mapped[list[Any]] = mapped_column(JSON, default=list)
    files: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    compulsory: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)
    retired_at: Mapped[datetime | None] = mapped_column(Instant)

    texts: Mapped[list["ModuleText"]] = relationship(
        order_by="ModuleText.language", back_populates="module", lazy="raise_on_sql"
    )
    editions: Mapped[list["Edition"]] = relationship(
        order_by="Edition.number.desc()", back_populates="module", lazy="raise_on_sql"
    )

    def text_in(self, language: str) -> "ModuleText | None":
        return next((text for text in self.texts if text.language == language), None)

    @property
    def source(self) -> "ModuleText | None":
        """What the others are translated from; None until somebody has written it."""
        return self.text_in(self.source_language)

    @property
    def latest(self) -> "Edition | None":
        return max(self.editions, key=lambda edition: edition.number, default=None)


class ModuleText(Versioned, SharedModel):
    """A module in one language.

    `objectives` is a list of sentences; `quiz` a list of {question, options: [{text, right}],
    explanation}. `source_digest` and `source_snapshot` are the source text as it was when this
    translation was last brought in line with it: what changed since is read off them. The text of
    the source language holds its own digest there, so that the two can be compared.
    """

    __tablename__ = "module_texts"
    __table_args__ = (Index("uq_module_texts", "module_id", "language", unique=True),)

    module_id: Mapped[int] = mapped_column(ForeignKey("modules.id"))
    language: Mapped[str] = mapped_column(String(5))
    title: Mapped[str] = mapped_column(String(160))
    summary: Mapped[str] = mapped_column(String(600), default="")
    objectives: Mapped[list[str]] = mapped_column(JSON, default=list)
    body: Mapped[str] = mapped_column(Text, default="")
    quiz: Mapped[list[Any]] = mapped_column(JSON, default=list)
    state: Mapped[TextState] = mapped_column(String(10), default=TextState.DRAFT)
    source_digest: Mapped[str | None] = mapped_column(String(64))
    source_snapshot: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    written_by: Mapped[int | None]
    written_at: Mapped[datetime] = mapped_column(Instant)
    reviewed_by: Mapped[int | None]
    reviewed_at: Mapped[datetime | None] = mapped_column(Instant)

    module: Mapped[Module] = relationship(back_populates="texts", lazy="raise_on_sql")


class ContentFile(SharedModel):
    """An image or a file of the library, kept once by what is in it."""

    __tablename__ = "content_files"

    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    media_type: Mapped[str] = mapped_column(String(80))
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Edition(SharedModel):
    """A module as it was published once; never changed afterwards.

    `facts` holds what the module said then: audience, level, minutes, licence, sources, based_on,
    files, source_language, compulsory, position. `retired_at` follows the module's.
    """

    __tablename__ = "editions"
    __table_args__ = (Index("uq_editions", "module_id", "number", unique=True),)

    module_id: Mapped[int] = mapped_column(ForeignKey("modules.id"))
    slug: Mapped[str] = mapped_column(String(60), index=True)
    number: Mapped[int]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    changes: Mapped[str] = mapped_column(String(1000), default="")
    digest: Mapped[str] = mapped_column(String(64))
    published_at: Mapped[datetime] = mapped_column(Instant)
    published_by: Mapped[int | None]
    retired_at: Mapped[datetime | None] = mapped_column(Instant)

    module: Mapped[Module] = relationship(back_populates="editions", lazy="raise_on_sql")
    texts: Mapped[list["EditionText"]] = relationship(
        order_by="EditionText.language", back_populates="edition", lazy="raise_on_sql"
    )

    def text_in(self, language: str) -> "EditionText | None":
        return next((text for text in self.texts if text.language == language), None)


class EditionText(SharedModel):
    """One language of an edition: only what had been reviewed, and was in line with its source."""

    __tablename__ = "edition_texts"
    __table_args__ = (Index("uq_edition_texts", "edition_id", "language", unique=True),)

    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"))
    language: Mapped[str] = mapped_column(String(5))
    title: Mapped[str] = mapped_column(String(160))
    summary: Mapped[str] = mapped_column(String(600))
    objectives: Mapped[list[str]] = mapped_column(JSON)
    body: Mapped[str] = mapped_column(Text)
    quiz: Mapped[list[Any]] = mapped_column(JSON)

    edition: Mapped[Edition] = relationship(back_populates="texts", lazy="raise_on_sql")


PUBLISHED = (Edition.__tablename__, EditionText.__tablename__, ContentFile.__tablename__)
"""What countries may read; drafts are headquarters' alone."""
WRITTEN = (Module.__tablename__, ModuleText.__tablename__)
