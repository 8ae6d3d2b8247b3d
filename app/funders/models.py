"""Tables of the funders: who they are, whom we know there, what was said, what comes next."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.db import Instant, Model, Versioned


class FunderKind(StrEnum):
    AUTHORITY = "authority"
    FOUNDATION = "foundation"
    COMPANY = "company"
    EUROPEAN_FUND = "european_fund"
    DONOR = "donor"


class FunderStage(StrEnum):
    """From the first contact to the renewal; the first five are the columns of the board."""

    IDENTIFIED = "identified"
    CONTACTED = "contacted"
    APPLIED = "applied"
    GRANTED = "granted"
    RENEWAL = "renewal"
    DECLINED = "declined"
    DORMANT = "dormant"


class Funder(Versioned, Model):
    """Who pays or might. `asked_cents` and `answer_on` are of what is applied for at this moment;
    `last_contact_on` is that of the newest interaction, so that who has gone quiet is found."""

    __tablename__ = "funders"
    __table_args__ = (Index("ix_funders_sort", "sort_key", "id"),)

    name: Mapped[str] = mapped_column(String(160), unique=True)
    kind: Mapped[FunderKind] = mapped_column(String(16), index=True)
    stage: Mapped[FunderStage] = mapped_column(String(16), index=True)
    stage_since: Mapped[date]
    language: Mapped[str] = mapped_column(String(5))
    website: Mapped[str | None] = mapped_column(String(300))
    address: Mapped[str | None] = mapped_column(String(500))
    notes: Mapped[str | None] = mapped_column(Text)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    asked_cents: Mapped[int | None] = mapped_column(BigInteger)
    answer_on: Mapped[date | None]
    last_contact_on: Mapped[date | None] = mapped_column(index=True)
    search_text: Mapped[str] = mapped_column(String(600))
    sort_key: Mapped[str] = mapped_column(String(160))

    owner: Mapped[User | None] = relationship(lazy="raise_on_sql")
    contacts: Mapped[list["FunderContact"]] = relationship(order_by="FunderContact.id")


class FunderContact(Model):
    """Somebody at the funder; one who left keeps a `left_on`."""

    __tablename__ = "funder_contacts"

    funder_id: Mapped[int] = mapped_column(ForeignKey("funders.id"), index=True)
    name: Mapped[str] = mapped_column(String(160))
    function: Mapped[str | None] = mapped_column(String(160))
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(40))
    language: Mapped[str | None] = mapped_column(String(5))
    left_on: Mapped[date | None]


class Interaction(Model):
    """Something said or sent, by `user`."""

    __tablename__ = "funder_interactions"
    __table_args__ = (Index("ix_funder_interactions_held", "funder_id", "held_on"),)

    funder_id: Mapped[int] = mapped_column(ForeignKey("funders.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("funder_contacts.id"))
    kind: Mapped[str] = mapped_column(String(12))
    held_on: Mapped[date]
    summary: Mapped[str] = mapped_column(Text)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)

    user: Mapped[User | None] = relationship(lazy="raise_on_sql")
    contact: Mapped[FunderContact | None] = relationship(lazy="raise_on_sql")


class Reminder(Model):
    """What the owner set themselves to do; done once it has a `done_on`."""

    __tablename__ = "funder_reminders"
    __table_args__ = (Index("ix_funder_reminders_due", "done_on", "due_on"),)

    funder_id: Mapped[int] = mapped_column(ForeignKey("funders.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    due_on: Mapped[date]
    text: Mapped[str] = mapped_column(String(300))
    done_on: Mapped[date | None]

    funder: Mapped[Funder] = relationship(lazy="raise_on_sql")
    owner: Mapped[User | None] = relationship(lazy="raise_on_sql")
