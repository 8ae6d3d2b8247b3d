"""The table of the allocation: the ledger of who is counted for which grant."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, Numeric, String
from sqlalchemy import text as sql  # noqa: TID251 - the condition of a partial index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.db import Instant, Model, OfAntenna
from app.duos.models import Duo
from app.grants.models import Grant, Unit
from app.people.models import Mentor


class Evidence(StrEnum):
    MISSING = "missing"
    PARTIAL = "partial"
    COMPLETE = "complete"


class Allocation(OfAntenna, Model):
    """One line of the ledger: `subject` ("duo:17", "mentor:5") counts for a grant.

    It stands until `released_at`; a released line stays, and the one that takes its place names it
    in `follows_id`. Within one `exclusivity_group` (frozen from the grant) the database lets a
    subject stand once: the same spending is never declared twice (CPR Article 63(9)). `value_cents`
    is the rate of that day times `quantity`; a claim freezes it again when it is handed in.
    `locked` lines are left alone by every proposal.
    """

    __tablename__ = "allocations"
    __table_args__ = (
        Index(
            "uq_allocations_group",
            "exclusivity_group",
            "subject",
            unique=True,
            sqlite_where=sql("released_at IS NULL"),
            postgresql_where=sql("released_at IS NULL"),
        ),
        Index(
            "uq_allocations_grant",
            "grant_id",
            "subject",
            unique=True,
            sqlite_where=sql("released_at IS NULL"),
            postgresql_where=sql("released_at IS NULL"),
        ),
        Index("ix_allocations_happened", "grant_id", "happened_on"),
        Index("ix_allocations_subject", "subject"),
    )

    grant_id: Mapped[int] = mapped_column(ForeignKey("grants.id"))
    subject: Mapped[str] = mapped_column(String(30))
    duo_id: Mapped[int | None] = mapped_column(ForeignKey("duos.id"), index=True)
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    unit: Mapped[Unit] = mapped_column(String(20))
    happened_on: Mapped[date]
    quantity: Mapped[float] = mapped_column(Numeric(10, 2, asdecimal=False), default=1)
    rate_cents: Mapped[int | None] = mapped_column(BigInteger)
    value_cents: Mapped[int | None] = mapped_column(BigInteger)
    scheme_code: Mapped[str] = mapped_column(String(60))
    scheme_from: Mapped[date | None]
    exclusivity_group: Mapped[str | None] = mapped_column(String(60))
    evidence: Mapped[Evidence] = mapped_column(String(10))
    locked: Mapped[bool] = mapped_column(default=False)
    decided_at: Mapped[datetime] = mapped_column(Instant)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    proposal_id: Mapped[int | None] = mapped_column(
        ForeignKey("allocation_proposals.id"), index=True
    )
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("allocations.id"))
    released_at: Mapped[datetime | None] = mapped_column(Instant)
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    release_reason: Mapped[str | None] = mapped_column(String(300))

    grant: Mapped[Grant] = relationship(lazy="raise_on_sql")
    duo: Mapped[Duo | None] = relationship(lazy="raise_on_sql")
    mentor: Mapped[Mentor | None] = relationship(lazy="raise_on_sql")
    decided_by: Mapped[User | None] = relationship(
        foreign_keys=[decided_by_id], lazy="raise_on_sql"
    )
