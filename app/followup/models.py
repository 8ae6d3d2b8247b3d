"""The table of the contacts with the two sides of a duo, planned and held."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.db import Model
from app.duos.models import Duo


class DuoContact(Model):
    """One side of one contact; a contact with both is two rows of the same `code` and `number`.

    `code` is that of the plan (`follow-up.toml`), empty for one that nobody had planned; `number`
    counts those that come back. `due_on` follows the plan and the pauses until the contact is held;
    from `late_on` on it is late. `channel` is the planned one until it is held, then the real one.
    `activity` is what the two do together, `well_being` goes from 1 (badly) to 4 (very well), and
    `worry` says that somebody or something is not safe (R11 of the quality standard: activity,
    result, safety, quality).
    """

    __tablename__ = "duo_contacts"
    __table_args__ = (
        Index("uq_duo_contacts", "duo_id", "code", "number", "side", unique=True),
        Index("ix_duo_contacts_late", "late_on", "duo_id"),
    )

    duo_id: Mapped[int] = mapped_column(ForeignKey("duos.id", ondelete="CASCADE"))
    code: Mapped[str | None] = mapped_column(String(30))
    number: Mapped[int] = mapped_column(default=1)
    side: Mapped[str] = mapped_column(String(6))
    compulsory: Mapped[bool]
    due_on: Mapped[date | None]
    late_on: Mapped[date | None]
    held_on: Mapped[date | None]
    channel: Mapped[str] = mapped_column(String(12))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    activity: Mapped[str | None] = mapped_column(String(300))
    well_being: Mapped[int | None]
    worry: Mapped[bool | None]
    note: Mapped[str | None] = mapped_column(Text)

    duo: Mapped[Duo] = relationship(lazy="raise_on_sql")
    by: Mapped[User | None] = relationship(lazy="raise_on_sql")

    @property
    def is_held(self) -> bool:
        return self.held_on is not None

    def is_late(self, on: date) -> bool:
        """Whether it should have been held by now; pauses of the duo are not looked at."""
        late = self.late_on is not None and self.late_on <= on
        return late and self.compulsory and not self.is_held
