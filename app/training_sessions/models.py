"""Tables of the training sessions and of the places at them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from app.accounts.models import User
from app.antennas.models import Antenna
from app.core.db import Instant, Model, OfAntenna, Versioned
from app.people.models import Person
from app.training.models import TrainingModule


class PlaceState(StrEnum):
    """`waiting` is the waiting list of a full session."""

    INVITED = "invited"
    SIGNED_UP = "signed_up"
    WAITING = "waiting"
    CANCELLED = "cancelled"


class TrainingSession(Versioned, OfAntenna, Model):
    """A module held at an antenna, at a place or behind a link. Cancelled, never deleted.

    `taken`, `waiting` and `invited` count its places where a list asked for them.
    """

    __tablename__ = "training_sessions"

    module_id: Mapped[int] = mapped_column(ForeignKey("training_modules.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(Instant, index=True)
    minutes: Mapped[int]
    place: Mapped[str | None] = mapped_column(String(200))
    link: Mapped[str | None] = mapped_column(String(300))
    language: Mapped[str] = mapped_column(String(5))
    trainer_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    trainer_name: Mapped[str | None] = mapped_column(String(120))
    capacity: Mapped[int]
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)

    taken: Mapped[int] = query_expression()
    waiting: Mapped[int] = query_expression()
    invited: Mapped[int] = query_expression()
    antenna: Mapped[Antenna] = relationship(lazy="raise_on_sql")
    module: Mapped[TrainingModule] = relationship(lazy="raise_on_sql")
    trainer: Mapped[User | None] = relationship(lazy="raise_on_sql")
    places: Mapped[list["TrainingPlace"]] = relationship(
        back_populates="session", order_by="TrainingPlace.id", lazy="raise_on_sql"
    )


class TrainingPlace(Model):
    """Somebody's place at a session. `number` is at most the capacity, and empty on the waiting
    list, for the invited and the cancelled: unique, so a session never holds more than it can.
    `attended` is empty until the attendance was taken."""

    __tablename__ = "training_places"
    __table_args__ = (
        Index("uq_training_places_person", "session_id", "person_id", unique=True),
        Index("uq_training_places_number", "session_id", "number", unique=True),
    )

    session_id: Mapped[int] = mapped_column(ForeignKey("training_sessions.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    state: Mapped[PlaceState] = mapped_column(String(10))
    number: Mapped[int | None]
    asked_at: Mapped[datetime] = mapped_column(Instant)
    attended: Mapped[bool | None]

    session: Mapped[TrainingSession] = relationship(back_populates="places", lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql")
