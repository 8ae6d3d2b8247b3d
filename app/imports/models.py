"""The table of imports: each file brought in, how it was read, and how far it is."""

from collections import Counter
from datetime import datetime
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.db import Instant, Model


class ImportState(StrEnum):
    """A draft is read and shown, and nothing of it is taken over yet."""

    CHECKING = "checking"
    DRAFT = "draft"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    UNDOING = "undoing"
    UNDONE = "undone"


STATE_NAMES = {
    ImportState.CHECKING: _("Being read"),
    ImportState.DRAFT: _("Not started"),
    ImportState.WAITING: _("Waiting for its turn"),
    ImportState.RUNNING: _("Running"),
    ImportState.DONE: _("Finished"),
    ImportState.FAILED: _("Stopped before the end"),
    ImportState.UNDOING: _("Being undone"),
    ImportState.UNDONE: _("Undone"),
}
STARTABLE = (ImportState.DRAFT, ImportState.CHECKING, ImportState.FAILED)
UNDER_WAY = (
    ImportState.CHECKING,
    ImportState.WAITING,
    ImportState.RUNNING,
    ImportState.UNDOING,
)


class Import(Model):
    """One file of a national team.

    `kind` is mentees, mentors or duos, or `all` when the file holds several lists. `options` is
    what somebody chose by hand (see `lists.choices`); `parts` says of each list how it was read
    and, once it was checked or taken over, its counts. `failure` has a code and what its text
    names.
    """

    __tablename__ = "imports"

    kind: Mapped[str | None] = mapped_column(String(10))
    file_name: Mapped[str] = mapped_column(String(200))
    stored_as: Mapped[str | None] = mapped_column(String(80))
    options: Mapped[dict[str, Any]] = mapped_column(JSON)
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    state: Mapped[ImportState] = mapped_column(String(10), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    accepted: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)
    failure: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    user: Mapped[User | None] = relationship(lazy="raise_on_sql")

    @property
    def reasons(self) -> dict[str, int]:
        """How often each reason stood against a row, by code, the most frequent first."""
        found: Counter[str] = Counter()
        for part in self.parts:
            found.update(part.get("counts", {}).get("reasons", {}))
        return dict(found.most_common())

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def wrote_something(self) -> bool:
        return self.state in {ImportState.DONE, ImportState.FAILED}
