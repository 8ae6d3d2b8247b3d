"""Tables of the antennas, the local branches of a tenant."""

from datetime import date

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import CodeSet, Model, Versioned
from app.core.i18n import pick


class Antenna(Versioned, Model):
    """Open from `opened_on`, shut from `closed_on` (both local dates); never deleted.

    `opened_on` is empty where nobody has told it yet; `planned` antennas take nobody in.
    """

    __tablename__ = "antennas"

    code: Mapped[str] = mapped_column(String(12), unique=True)
    names: Mapped[dict[str, str]] = mapped_column(JSON)
    planned: Mapped[bool] = mapped_column(default=False)
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    closing_reason: Mapped[str | None] = mapped_column(String(500))
    nuts2: Mapped[str] = mapped_column(String(4))
    postal_codes: Mapped[list[str]] = mapped_column(JSON)
    languages: Mapped[list[str]] = mapped_column(CodeSet)

    @property
    def name(self) -> str:
        """In the reader's language."""
        return pick(self.names)

    @property
    def is_open(self) -> bool:
        return self.closed_on is None and not self.planned
