"""The table of refused rows: what is wrong with each."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Model
from app.lists.problems import text_of


class ImportRefusal(Model):
    """One thing wrong with one row of the list `part`; `named` is what its text names.

    `row` keeps the cells, so that they can be corrected: with the first thing wrong of a line, and
    only for some time (see `imports.keeping`).
    """

    __tablename__ = "import_refusals"
    __table_args__ = (Index("ix_import_refusals_line", "import_id", "part", "line"),)

    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"))
    part: Mapped[int] = mapped_column(default=0)
    line: Mapped[int]
    column: Mapped[str | None] = mapped_column(String(200))
    value: Mapped[str | None] = mapped_column(String(500))
    code: Mapped[str] = mapped_column(String(30))
    named: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    row: Mapped[list[str] | None] = mapped_column(JSON)

    @property
    def text(self) -> str:
        """The reason in the language of whoever reads it now."""
        return text_of(self.code, self.named)
