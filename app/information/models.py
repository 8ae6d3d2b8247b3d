"""Tables of the information: group sessions, the places at them, and talks by telephone."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.antennas.models import Antenna
from app.core.db import Instant, Model, OfAntenna
from app.people.models import Kind, Person


class InformationSession(OfAntenna, Model):
    """A group meeting of 90 minutes; `audience` is mentee or mentor. Cancelled, never deleted."""

    __tablename__ = "information_sessions"

    audience: Mapped[Kind] = mapped_column(String(6))
    starts_at: Mapped[datetime] = mapped_column(Instant, index=True)
    minutes: Mapped[int] = mapped_column(default=90)
    place: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(5))
    capacity: Mapped[int]
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)

    antenna: Mapped[Antenna] = relationship(lazy="raise_on_sql")
    places: Mapped[list["SessionPlace"]] = relationship(back_populates="session")


class SessionPlace(Model):
    """Somebody's place at a session. `number` is at most the capacity: unique, so a session never
    holds more people than it can. `attended` is empty until the session was held."""

    __tablename__ = "session_places"
    __table_args__ = (
        Index("uq_session_places_person", "session_id", "person_id", unique=True),
        Index("uq_session_places_number", "session_id", "number", unique=True),
    )

    session_id: Mapped[int] = mapped_column(ForeignKey("information_sessions.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    attended: Mapped[bool | None]
    signed_up_at: Mapped[datetime] = mapped_column(Instant)

    session: Mapped[InformationSession] = relationship(back_populates="places")
    person: Mapped[Person] = relationship(lazy="raise_on_sql")


class InformationTalk(Model):
    """Somebody informed by telephone instead of in a group: it counts once it is written down."""

    __tablename__ = "information_talks"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), unique=True)
    held_on: Mapped[date]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
