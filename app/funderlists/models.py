"""The table of the lists of funders that were read in."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.db import Instant, Model


class ListState(StrEnum):
    """A draft is read and shown, and nothing of it is taken in yet."""

    DRAFT = "draft"
    TAKEN = "taken"
    UNDONE = "undone"


class FunderList(Model):
    """One file with funders.

    `lines` are its rows with their numbers: all of them in a draft, afterwards only those that were
    refused, whose `refusals` say why. `chosen` is what somebody chose by hand, `read_as` how the
    file was read. `written` is what it takes to undo it (see `undoing.py`).
    """

    __tablename__ = "funder_lists"

    file_name: Mapped[str] = mapped_column(String(200))
    state: Mapped[ListState] = mapped_column(String(10), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
    taken_at: Mapped[datetime | None] = mapped_column(Instant)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    read_as: Mapped[dict[str, Any]] = mapped_column(JSON)
    headers: Mapped[list[str]] = mapped_column(JSON)
    lines: Mapped[list[Any]] = mapped_column(JSON)
    chosen: Mapped[dict[str, Any]] = mapped_column(JSON)
    refusals: Mapped[list[Any]] = mapped_column(JSON, default=list)
    written: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    added: Mapped[int] = mapped_column(default=0)
    completed: Mapped[int] = mapped_column(default=0)
    same: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)
    kept: Mapped[int] = mapped_column(default=0)
    """How many funders an undoing had to leave, because somebody had worked on them since."""

    user: Mapped[User | None] = relationship(lazy="raise_on_sql")

    @property
    def columns(self) -> dict[int, str]:
        """The field by the place of its column."""
        return {int(at): name for at, name in self.chosen["columns"].items()}
