"""Tables of the duos: who is paired, from when to when, and what changed on the way."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, Text
from sqlalchemy import text as sql  # noqa: TID251 - the condition of a partial index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.antennas.models import Antenna
from app.core.db import Model, OfAntenna, Versioned
from app.people.models import Mentee, Mentor


class DuoState(StrEnum):
    """Completed is a closing as planned; broken off is any other end."""

    RUNNING = "running"
    PAUSED = "paused"
    COMPLETED = "completed"
    BROKEN_OFF = "broken_off"


class Duo(Versioned, OfAntenna, Model):
    """Mentee, mentor and owner, from the signed agreement to the closing.

    A duo that has not ended takes one of the mentor's places (`mentor_slot`); one that has ended
    takes none. So capacity, and one running duo for each mentee, are kept by the database.
    """

    __tablename__ = "duos"
    __table_args__ = (
        Index(
            "uq_duos_running_mentee",
            "mentee_id",
            unique=True,
            sqlite_where=sql("ended_on IS NULL"),
            postgresql_where=sql("ended_on IS NULL"),
        ),
        Index("uq_duos_mentor_slot", "mentor_id", "mentor_slot", unique=True),
        ForeignKeyConstraint(
            ["mentor_id", "mentor_slot"],
            ["mentor_slots.mentor_id", "mentor_slots.number"],
            name="fk_duos_mentor_slot",
        ),
        Index("ix_duos_ended", "ended_on", "antenna_id"),
        Index("ix_duos_started", "started_on", "id"),
    )

    reference: Mapped[str | None] = mapped_column(String(40), unique=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposals.id"), unique=True)
    mentee_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    mentor_slot: Mapped[int | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    state: Mapped[DuoState] = mapped_column(String(12), index=True)
    agreed_on: Mapped[date | None]
    started_on: Mapped[date]
    planned_end_on: Mapped[date]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str | None] = mapped_column(String(30))
    unreachable: Mapped[str | None] = mapped_column(String(6))
    closing_remarks: Mapped[str | None] = mapped_column(Text)
    import_id: Mapped[int | None] = mapped_column(index=True)

    mentee: Mapped[Mentee] = relationship(foreign_keys=[mentee_id], lazy="raise_on_sql")
    mentor: Mapped[Mentor] = relationship(
        foreign_keys=[mentor_id], overlaps="slots", lazy="raise_on_sql"
    )
    owner: Mapped[User | None] = relationship(lazy="raise_on_sql")
    antenna: Mapped[Antenna] = relationship(lazy="raise_on_sql")
    pauses: Mapped[list["DuoPause"]] = relationship(order_by="DuoPause.from_on")
    extensions: Mapped[list["DuoExtension"]] = relationship(order_by="DuoExtension.decided_on")

    @property
    def is_running(self) -> bool:
        return self.ended_on is None


class DuoPause(Model):
    """`until_on` is empty while it lasts."""

    __tablename__ = "duo_pauses"

    duo_id: Mapped[int] = mapped_column(ForeignKey("duos.id"), index=True)
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(500))


class DuoExtension(Model):
    __tablename__ = "duo_extensions"

    duo_id: Mapped[int] = mapped_column(ForeignKey("duos.id"), index=True)
    decided_on: Mapped[date]
    planned_end_before: Mapped[date]
    planned_end_after: Mapped[date]
    reason: Mapped[str] = mapped_column(String(500))
