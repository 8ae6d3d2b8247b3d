"""Tables of the grants: the contract, its caps, its money and what is owed to the funder."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.db import CodeSet, Instant, Model, Versioned
from app.core.text import fold
from app.funders.models import Funder


class Unit(StrEnum):
    """What a funder pays for, one of a scheme (funding.md, issue of the schemes)."""

    DUO_STARTED = "duo_started"
    DUO_COMPLETED = "duo_completed"
    POSITIVE_EXIT = "positive_exit"
    MENTOR_TRAINED = "mentor_trained"
    HOUR = "hour"
    ACTUAL_COST = "actual_cost"
    STAFF_FLAT_RATE = "staff_flat_rate"
    INSTALMENT = "instalment"


COUNTED = frozenset(
    {Unit.DUO_STARTED, Unit.DUO_COMPLETED, Unit.POSITIVE_EXIT, Unit.MENTOR_TRAINED, Unit.HOUR}
)
"""Units of the ledger: each is somebody counted; the others are sums of money."""


class GrantState(StrEnum):
    DRAFT = "draft"
    RUNNING = "running"
    CLOSED = "closed"
    CANCELLED = "cancelled"


def search_text_of(code: str, title: str, scheme_code: str) -> str:
    """What a search looks in, besides the funder."""
    return f" {fold(f'{code} {title} {scheme_code}')}"[:300]


def _searched(context: Any) -> str:
    row = context.get_current_parameters()
    return search_text_of(row["code"], row["title"], row["scheme_code"])


class Grant(Versioned, Model):
    """One contract under one version of one scheme (`scheme_code`, `scheme_from`: the day that
    version began, empty for a version without one).

    Amounts are in cents of `currency`, and empty while nobody knows them. `rate_cents` is what the
    contract pays for one unit, and `rate_percent` the share of a cost; where both are empty the
    scheme's own hold. `antenna_codes` empty means every antenna. `conditions` narrow the scheme's
    own, in the same form. `least_units` is what we promised. Of two grants in one
    `exclusivity_group` only one may count somebody. `priority` is 1 (first) to 9. `state_before`
    is what a closed or cancelled one was, so that it can be opened again.
    """

    __tablename__ = "grants"
    __table_args__ = (Index("ix_grants_period", "state", "begins_on", "ends_on"),)

    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(160))
    funder_id: Mapped[int] = mapped_column(ForeignKey("funders.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    state: Mapped[GrantState] = mapped_column(String(12))
    state_before: Mapped[GrantState | None] = mapped_column(String(12))
    scheme_code: Mapped[str] = mapped_column(String(60), index=True)
    scheme_from: Mapped[date | None]
    unit: Mapped[Unit] = mapped_column(String(20))
    currency: Mapped[str] = mapped_column(String(3))
    rate_cents: Mapped[int | None] = mapped_column(BigInteger)
    rate_percent: Mapped[float | None]
    amount_cents: Mapped[int | None] = mapped_column(BigInteger)
    begins_on: Mapped[date]
    ends_on: Mapped[date]
    antenna_codes: Mapped[list[str]] = mapped_column(CodeSet, default=list)
    exclusivity_group: Mapped[str | None] = mapped_column(String(60))
    conditions: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    least_units: Mapped[int | None]
    priority: Mapped[int] = mapped_column(default=5)
    notes: Mapped[str | None] = mapped_column(Text)
    search_text: Mapped[str] = mapped_column(String(300), default=_searched)

    funder: Mapped[Funder] = relationship(lazy="raise_on_sql")
    owner: Mapped[User | None] = relationship(lazy="raise_on_sql")
    caps: Mapped[list["GrantCap"]] = relationship(
        order_by="GrantCap.id", cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    instalments: Mapped[list["Instalment"]] = relationship(
        order_by="Instalment.due_on", lazy="raise_on_sql"
    )
    obligations: Mapped[list["Obligation"]] = relationship(
        order_by="Obligation.due_on", lazy="raise_on_sql"
    )

    @property
    def follower(self) -> User | None:
        """Whose work it is: its own owner, else that of the funder."""
        return self.owner or self.funder.owner


class CapKind(StrEnum):
    """`share` is a percentage of all units of the grant; it needs an antenna."""

    UNITS = "units"
    MONEY = "money"
    SHARE = "share"


class GrantCap(Model):
    """At most so much: of the whole grant, of one antenna, of a part of its period, or of one
    antenna in a part. `most` is units, cents, or per cent."""

    __tablename__ = "grant_caps"

    grant_id: Mapped[int] = mapped_column(ForeignKey("grants.id"), index=True)
    kind: Mapped[CapKind] = mapped_column(String(8))
    most: Mapped[int] = mapped_column(BigInteger)
    antenna_code: Mapped[str | None] = mapped_column(String(12))
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]


class Instalment(Model):
    """Money that the funder pays at a day or on a condition; `received_*` once it came."""

    __tablename__ = "grant_instalments"

    grant_id: Mapped[int] = mapped_column(ForeignKey("grants.id"), index=True)
    due_on: Mapped[date] = mapped_column(index=True)
    amount_cents: Mapped[int | None] = mapped_column(BigInteger)
    condition: Mapped[str | None] = mapped_column(String(300))
    received_on: Mapped[date | None]
    received_cents: Mapped[int | None] = mapped_column(BigInteger)

    grant: Mapped[Grant] = relationship(lazy="raise_on_sql", overlaps="instalments")


class Obligation(Model):
    """What we owe the funder by a day: a report, a claim, evidence, a meeting. `told_days` are the
    warnings (60, 30, 7 days before) that went out."""

    __tablename__ = "grant_obligations"
    __table_args__ = (Index("ix_grant_obligations_due", "done_on", "due_on"),)

    grant_id: Mapped[int] = mapped_column(ForeignKey("grants.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    title: Mapped[str] = mapped_column(String(200))
    due_on: Mapped[date]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    done_on: Mapped[date | None]
    told_days: Mapped[list[str]] = mapped_column(CodeSet, default=list)

    grant: Mapped[Grant] = relationship(lazy="raise_on_sql", overlaps="obligations")
    owner: Mapped[User | None] = relationship(lazy="raise_on_sql")


class BudgetLine(Model):
    """So much of a grant for a category of cost."""

    __tablename__ = "grant_budget_lines"
    __table_args__ = (Index("uq_grant_budget_lines", "grant_id", "category", unique=True),)

    grant_id: Mapped[int] = mapped_column(ForeignKey("grants.id"))
    category: Mapped[str] = mapped_column(String(20))
    amount_cents: Mapped[int] = mapped_column(BigInteger)


class Cost(Model):
    """A cost that was really made and is charged to a grant; withdrawn, never deleted."""

    __tablename__ = "grant_costs"
    __table_args__ = (Index("ix_grant_costs_made", "grant_id", "made_on"),)

    grant_id: Mapped[int] = mapped_column(ForeignKey("grants.id"))
    category: Mapped[str] = mapped_column(String(20))
    made_on: Mapped[date]
    amount_cents: Mapped[int] = mapped_column(BigInteger)
    description: Mapped[str] = mapped_column(String(300))
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
