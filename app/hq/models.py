"""Tables of the shared database: which countries there are, and what each has published."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Instant, SharedModel
from app.core.i18n import pick


class Publisher(SharedModel):
    """A country that takes part; written by the operator's commands, never by a request."""

    __tablename__ = "publishers"

    code: Mapped[str] = mapped_column(String(8), unique=True)
    names: Mapped[dict[str, str]] = mapped_column(JSON)
    joined_at: Mapped[datetime] = mapped_column(Instant)

    @property
    def name(self) -> str:
        return pick(self.names)


class Publication(SharedModel):
    """One table of protected figures that a country released."""

    __tablename__ = "publications"
    __table_args__ = (
        Index("uq_publications", "tenant", "template", "period", "version", unique=True),
    )

    tenant: Mapped[str] = mapped_column(String(8))
    template: Mapped[str] = mapped_column(String(60))
    period: Mapped[str] = mapped_column(String(20))
    version: Mapped[int]
    cells: Mapped[list[Any]] = mapped_column(JSON)
    released_at: Mapped[datetime] = mapped_column(Instant)
