"""Tables of the proposals: a split worked out, and its lines."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.allocation.models import Allocation
from app.core.db import Instant, Model, OfAntenna
from app.duos.models import Duo
from app.grants.models import Grant
from app.people.models import Mentor


class ProposalState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    READY = "ready"
    ACCEPTING = "accepting"
    FAILED = "failed"
    SETTLED = "settled"


class AllocationProposal(Model):
    """A split worked out by a job for what happened from `from_on` to `until_on`.

    With `reconsiders` it may also move lines that stand and that nothing holds. `result` holds the
    totals, the proof, what each cap costs, and under `locks` the grant by subject that a person
    decided; `progress` is per cent. Settled once every line was accepted, refused or skipped.
    `accepted_by` is who asked for what a job writes to the ledger.
    """

    __tablename__ = "allocation_proposals"

    state: Mapped[ProposalState] = mapped_column(String(10))
    objective: Mapped[str] = mapped_column(String(12))
    from_on: Mapped[date]
    until_on: Mapped[date]
    reconsiders: Mapped[bool] = mapped_column(default=False, server_default=false())
    progress: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    ready_at: Mapped[datetime | None] = mapped_column(Instant)
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    result: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    asked_by: Mapped[User | None] = relationship(foreign_keys=[asked_by_id], lazy="raise_on_sql")
    accepted_by: Mapped[User | None] = relationship(
        foreign_keys=[accepted_by_id], lazy="raise_on_sql"
    )


class AllocationLine(OfAntenna, Model):
    """One subject of a proposal: the grant proposed (none: nobody pays), and why: in one word
    (`reason`), and in `why` as the ids and numbers that the page puts into words. `verdict` is
    empty until a person accepts or refuses it. `stands_id` is the line of the ledger that would
    move, be released, or stays."""

    __tablename__ = "allocation_lines"
    __table_args__ = (
        Index("ix_allocation_lines_proposal", "proposal_id", "grant_id", "id"),
        Index("ix_allocation_lines_reason", "proposal_id", "reason", "id"),
    )

    proposal_id: Mapped[int] = mapped_column(ForeignKey("allocation_proposals.id"))
    subject: Mapped[str] = mapped_column(String(30))
    duo_id: Mapped[int | None] = mapped_column(ForeignKey("duos.id"), index=True)
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    grant_id: Mapped[int | None] = mapped_column(ForeignKey("grants.id"), index=True)
    stands_id: Mapped[int | None] = mapped_column(ForeignKey("allocations.id"), index=True)
    happened_on: Mapped[date]
    value_cents: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(String(10))
    why: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    verdict: Mapped[str | None] = mapped_column(String(10))

    grant: Mapped[Grant | None] = relationship(lazy="raise_on_sql")
    stands: Mapped[Allocation | None] = relationship(lazy="raise_on_sql")
    duo: Mapped[Duo | None] = relationship(lazy="raise_on_sql")
    mentor: Mapped[Mentor | None] = relationship(lazy="raise_on_sql")
