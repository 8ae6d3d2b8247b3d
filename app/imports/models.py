"""Tables of the imports: each file brought in, what it changed, and the rows it refused."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Instant, Model


class Import(Model):
    """One file of a national team. `state`: draft, waiting, running, done, failed, undone."""

    __tablename__ = "imports"

    kind: Mapped[str | None] = mapped_column(String(10))
    file_name: Mapped[str] = mapped_column(String(200))
    stored_as: Mapped[str | None] = mapped_column(String(80))
    options: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(10), index=True)
    dry_run: Mapped[bool] = mapped_column(default=False)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    accepted: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)
    failure: Mapped[str | None] = mapped_column(Text)


class ImportRefusal(Model):
    """One thing wrong with one row; `row` keeps the cells, so that they can be corrected."""

    __tablename__ = "import_refusals"
    __table_args__ = (Index("ix_import_refusals_line", "import_id", "line"),)

    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"))
    line: Mapped[int]
    column: Mapped[str | None] = mapped_column(String(200))
    value: Mapped[str | None] = mapped_column(String(500))
    code: Mapped[str] = mapped_column(String(30))
    row: Mapped[list[Any]] = mapped_column(JSON)


class ImportChange(Model):
    """A row that the import made (`before` empty) or changed (`before` holds what it was)."""

    __tablename__ = "import_changes"
    __table_args__ = (Index("ix_import_changes_subject", "subject_type", "subject_id"),)

    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), index=True)
    subject_type: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
