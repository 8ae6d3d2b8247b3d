"""Tables of publication: in the country what may leave and what did; in the shared database what
arrived. Headquarters reads the second kind and has no way to the first.

A cell, before and after protection alike, is a dict::

    {"at": {"antenna": "BRU"}, "counts": {"numerator": 25, "denominator": 60, "unknown": "<10"},
     "share": 42, "values": {"median": 20}}

`at` is empty for a table without a dimension. A count is a whole number, "<10" (protected: fewer
than ten persons), or None (withheld, or impossible there). `share` is a percentage as a whole
number, or None; `values` only where a template has them.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Instant, Model, SharedModel, Versioned
from app.core.i18n import pick


class Publisher(SharedModel):
    """A country that takes part; written by the operator's commands, never by a request."""

    __tablename__ = "publishers"

    code: Mapped[str] = mapped_column(String(8), unique=True)
    names: Mapped[dict[str, str]] = mapped_column(JSON)
    antennas: Mapped[dict[str, dict[str, str]]] = mapped_column(
        JSON, default=dict, server_default="{}"
    )
    currency: Mapped[str] = mapped_column(String(3), default="EUR", server_default="EUR")
    joined_at: Mapped[datetime] = mapped_column(Instant)

    @property
    def name(self) -> str:
        return pick(self.names)


class Publication(SharedModel):
    """One table of protected figures that a country released.

    `replaces` is the version a correction names; `released_by` is a role, never a person; `digest`
    is the SHA-256 of template, period, version, method, thresholds and cells as canonical JSON.
    """

    __tablename__ = "publications"
    __table_args__ = (
        Index("uq_publications", "tenant", "template", "period", "version", unique=True),
    )

    tenant: Mapped[str] = mapped_column(String(8))
    template: Mapped[str] = mapped_column(String(60))
    period: Mapped[str] = mapped_column(String(20))
    version: Mapped[int]
    replaces: Mapped[int | None]
    method: Mapped[str] = mapped_column(String(20), default="", server_default="")
    thresholds: Mapped[dict[str, int]] = mapped_column(JSON, default=dict, server_default="{}")
    cells: Mapped[list[Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64), default="", server_default="")
    released_by: Mapped[str] = mapped_column(String(20), default="", server_default="")
    released_at: Mapped[datetime] = mapped_column(Instant)


class ReleaseState(StrEnum):
    """`refused` failed the protection check; `rejected` was turned down by a person."""

    ASKED = "asked"
    READY = "ready"
    REFUSED = "refused"
    REJECTED = "rejected"
    RELEASED = "released"
    SENT = "sent"


class Release(Versioned, Model):
    """All tables of one quarter ("2026-Q3"), computed and protected together, released by a person.

    `findings` lists the cells that the check names: {template, at, count, low, high, why}.
    `reason` is why a correction was made, or why the release was turned down.
    """

    __tablename__ = "releases"
    __table_args__ = (Index("uq_releases", "period", "number", unique=True),)

    period: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    state: Mapped[ReleaseState] = mapped_column(String(10), index=True)
    method: Mapped[str] = mapped_column(String(20))
    thresholds: Mapped[dict[str, int]] = mapped_column(JSON)
    findings: Mapped[list[Any]] = mapped_column(JSON, default=list)
    reason: Mapped[str | None] = mapped_column(String(500))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    computed_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_by_role: Mapped[str | None] = mapped_column(String(20))
    released_at: Mapped[datetime | None] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)

    tables: Mapped[list["ReleaseTable"]] = relationship(
        order_by="ReleaseTable.id", back_populates="release", lazy="raise_on_sql"
    )


class ReleaseTable(Model):
    """One table of a release: `before` stays in the country, `after` is what would leave.

    `version` counts what left for that template and period; empty while nothing changed since.
    """

    __tablename__ = "release_tables"
    __table_args__ = (Index("uq_release_tables", "release_id", "template", unique=True),)

    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"))
    template: Mapped[str] = mapped_column(String(60), index=True)
    before: Mapped[list[Any]] = mapped_column(JSON)
    after: Mapped[list[Any]] = mapped_column(JSON)
    version: Mapped[int | None]
    replaces: Mapped[int | None]
    digest: Mapped[str | None] = mapped_column(String(64))

    release: Mapped[Release] = relationship(back_populates="tables", lazy="raise_on_sql")
