"""Tables of the duos: who is paired, from when to when, and what changed on the way."""

from datetime import date
from enum import StrEnum

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, Numeric, String, Text
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


STATE_NAMES = {
    DuoState.RUNNING: _("Running"),
    DuoState.PAUSED: _("Paused"),
    DuoState.COMPLETED: _("Completed"),
    DuoState.BROKEN_OFF: _("Broken off"),
}
UNREACHABLE = {
    "mentee": _("The mentee"),
    "mentor": _("The mentor"),
    "both": _("Both"),
}
"""Which side could not be reached any more."""


class Duo(Versioned, OfAntenna, Model):
    """Mentee, mentor and owner, from the signed agreement to the closing.

    A duo that has not ended takes one of the mentor's places (`mentor_slot`); one that has ended
    takes none. So capacity, and one running duo for each mentee, are kept by the database.

    `code_accepted_on` is when both accepted the code of conduct. `talked_with_*` says whether the
    closing was talked over with that side; empty for duos that came from a file. A pause that
    lasted until the end keeps an empty `until_on`, so that a closing can be taken back.
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
    code_accepted_on: Mapped[date | None]
    hours_per_week: Mapped[float | None] = mapped_column(Numeric(3, 1, asdecimal=False))
    started_on: Mapped[date]
    planned_end_on: Mapped[date]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str | None] = mapped_column(String(30))
    unreachable: Mapped[str | None] = mapped_column(String(6))
    talked_with_mentee: Mapped[bool | None]
    talked_with_mentor: Mapped[bool | None]
    closing_remarks: Mapped[str | None] = mapped_column(Text)
    import_id: Mapped[int | None] = mapped_column(index=True)

    mentee: Mapped[Mentee] = relationship(foreign_keys=[mentee_id], lazy="raise_on_sql")
    mentor: Mapped[Mentor] = relationship(
        foreign_keys=[mentor_id], overlaps="slots", lazy="raise_on_sql"
    )
    owner: Mapped[User | None] = relationship(lazy="raise_on_sql")
    antenna: Mapped[Antenna] = relationship(lazy="raise_on_sql")
    pauses: Mapped[list["DuoPause"]] = relationship(order_by="DuoPause.id")
    extensions: Mapped[list["DuoExtension"]] = relationship(order_by="DuoExtension.id")

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
