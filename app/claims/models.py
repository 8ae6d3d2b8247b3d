"""Tables of the claims: what was asked for line by line, what was answered, what was paid."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.antennas.models import Antenna
from app.core.db import CodeSet, Instant, Model, OfAntenna, Versioned
from app.duos.models import Duo
from app.grants.models import Grant, Unit
from app.people.models import Mentor


class ClaimState(StrEnum):
    """Worked out from the facts by `rules.state_of`, and kept to be searched for."""

    DRAFT = "draft"
    CHECKED = "checked"
    SUBMITTED = "submitted"
    QUESTIONED = "questioned"
    APPROVED = "approved"
    REDUCED = "reduced"
    PART_PAID = "part_paid"
    PAID = "paid"
    CLAWED_BACK = "clawed_back"
    WITHDRAWN = "withdrawn"


class Claim(Versioned, Model):
    """What is asked of a funder under one grant for one period.

    The lines of a draft follow the ledger; with the submission they are frozen, with their rates.
    `digest` is over all the lines, so that the same answer can be shown years later.
    `evidence` are the codes of what lies ready; `waiver` is why it went out although something was
    lacking or late. Sums are in cents of `currency`.
    """

    __tablename__ = "claims"
    __table_args__ = (Index("ix_claims_period", "grant_id", "from_on", "until_on"),)

    code: Mapped[str] = mapped_column(String(60), unique=True)
    grant_id: Mapped[int] = mapped_column(ForeignKey("grants.id"))
    unit: Mapped[Unit] = mapped_column(String(20))
    currency: Mapped[str] = mapped_column(String(3))
    from_on: Mapped[date]
    until_on: Mapped[date]
    due_on: Mapped[date | None] = mapped_column(index=True)
    state: Mapped[ClaimState] = mapped_column(String(12), index=True)
    scheme_code: Mapped[str] = mapped_column(String(60))
    scheme_from: Mapped[date | None]
    scheme_source: Mapped[str | None] = mapped_column(String(300))
    prepared_at: Mapped[datetime] = mapped_column(Instant)
    prepared_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    checked_at: Mapped[datetime | None] = mapped_column(Instant)
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    submitted_on: Mapped[date | None]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    evidence: Mapped[list[str]] = mapped_column(CodeSet, default=list)
    waiver: Mapped[str | None] = mapped_column(String(500))
    units: Mapped[float] = mapped_column(Numeric(12, 2, asdecimal=False), default=0)
    amount_cents: Mapped[int] = mapped_column(BigInteger, default=0)
    approved_cents: Mapped[int | None] = mapped_column(BigInteger)
    decided_on: Mapped[date | None]
    decision_reason: Mapped[str | None] = mapped_column(String(500))
    paid_cents: Mapped[int] = mapped_column(BigInteger, default=0)
    clawed_back_cents: Mapped[int] = mapped_column(BigInteger, default=0)
    digest: Mapped[str] = mapped_column(String(64))
    notes: Mapped[str | None] = mapped_column(Text)

    grant: Mapped[Grant] = relationship(lazy="raise_on_sql")
    prepared_by: Mapped[User | None] = relationship(
        foreign_keys=[prepared_by_id], lazy="raise_on_sql"
    )
    checked_by: Mapped[User | None] = relationship(
        foreign_keys=[checked_by_id], lazy="raise_on_sql"
    )
    submitted_by: Mapped[User | None] = relationship(
        foreign_keys=[submitted_by_id], lazy="raise_on_sql"
    )
    questions: Mapped[list["ClaimQuestion"]] = relationship(order_by="ClaimQuestion.id")
    payments: Mapped[list["ClaimPayment"]] = relationship(order_by="ClaimPayment.id")

    @property
    def awaited_cents(self) -> int:
        """What the funder granted and has not paid yet."""
        return max(0, (self.approved_cents or 0) - self.paid_cents)


class ClaimLine(OfAntenna, Model):
    """One unit, cost or instalment of a claim, with all that its amount was worked out from.

    A subject is claimed once under a grant: the database keeps it. A sum of money belongs to no
    antenna and is seen only by those who see all of them. `approved_cents` is set where the funder
    cut this line.
    """

    __tablename__ = "claim_lines"
    __table_args__ = (
        UniqueConstraint("grant_id", "subject"),
        Index("ix_claim_lines_claim", "claim_id", "happened_on", "id"),
    )

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    grant_id: Mapped[int] = mapped_column(ForeignKey("grants.id"))
    antenna_id: Mapped[int | None] = mapped_column(  # type: ignore[assignment]
        ForeignKey("antennas.id"), index=True
    )
    allocation_id: Mapped[int | None] = mapped_column(ForeignKey("allocations.id"), index=True)
    duo_id: Mapped[int | None] = mapped_column(ForeignKey("duos.id"), index=True)
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    subject: Mapped[str] = mapped_column(String(30))
    reference: Mapped[str] = mapped_column(String(60))
    description: Mapped[str | None] = mapped_column(String(300))
    unit: Mapped[Unit] = mapped_column(String(20))
    happened_on: Mapped[date]
    quantity: Mapped[float] = mapped_column(Numeric(10, 2, asdecimal=False))
    rate_cents: Mapped[int | None] = mapped_column(BigInteger)
    base_cents: Mapped[int | None] = mapped_column(BigInteger)
    rate_percent: Mapped[float | None]
    rate_source: Mapped[str] = mapped_column(String(12))
    scheme_code: Mapped[str] = mapped_column(String(60))
    scheme_from: Mapped[date | None]
    evidence: Mapped[str] = mapped_column(String(10))
    amount_cents: Mapped[int | None] = mapped_column(BigInteger)
    digest: Mapped[str] = mapped_column(String(64))
    approved_cents: Mapped[int | None] = mapped_column(BigInteger)
    cut_reason: Mapped[str | None] = mapped_column(String(300))

    claim: Mapped[Claim] = relationship(lazy="raise_on_sql")
    antenna: Mapped[Antenna | None] = relationship(lazy="raise_on_sql")
    duo: Mapped[Duo | None] = relationship(lazy="raise_on_sql")
    mentor: Mapped[Mentor | None] = relationship(lazy="raise_on_sql")


class ClaimQuestion(Model):
    """What the funder asked, and our answer; open until it has an `answered_on`."""

    __tablename__ = "claim_questions"

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), index=True)
    asked_on: Mapped[date]
    due_on: Mapped[date | None]
    text: Mapped[str] = mapped_column(Text)
    answer: Mapped[str | None] = mapped_column(Text)
    answered_on: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)


class PaymentKind(StrEnum):
    PAYMENT = "payment"
    CLAWBACK = "clawback"


class ClaimPayment(Model):
    """Money that came, or that the funder took back; entered in error, it is withdrawn."""

    __tablename__ = "claim_payments"

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), index=True)
    kind: Mapped[PaymentKind] = mapped_column(String(10))
    paid_on: Mapped[date]
    amount_cents: Mapped[int] = mapped_column(BigInteger)
    reason: Mapped[str | None] = mapped_column(String(500))
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
