"""What can be asked about information sessions, the places at them, and who was informed."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import selectinload

from app.core import clock
from app.core.db import db
from app.core.tenancy import tenant
from app.core.viewer import APPLICANT, acting_as
from app.information.models import InformationSession, InformationTalk, SessionPlace
from app.information.rules import UNINFORMED
from app.people.models import Person

SHOWN_AT_MOST = 200
WAITING_AT_MOST = 50
CHOICES_AT_MOST = 6


def local_instant(day: date, at: time) -> datetime:
    """The instant of a wall clock where the tenant works."""
    return datetime.combine(day, at, tenant().zone)


def coming_sessions() -> Sequence[InformationSession]:
    """Not cancelled and not begun, soonest first, with their antenna and places."""
    coming = _sessions().where(
        InformationSession.starts_at > clock.now(), InformationSession.cancelled_at.is_(None)
    )
    soonest = coming.order_by(InformationSession.starts_at, InformationSession.id)
    return db.session.scalars(soonest.limit(SHOWN_AT_MOST)).all()


def past_sessions() -> Sequence[InformationSession]:
    """Begun or cancelled, latest first, with their antenna and places."""
    past = _sessions().where(
        (InformationSession.starts_at <= clock.now()) | InformationSession.cancelled_at.is_not(None)
    )
    latest = past.order_by(InformationSession.starts_at.desc(), InformationSession.id.desc())
    return db.session.scalars(latest.limit(SHOWN_AT_MOST)).all()


def open_sessions(audience: str, antenna_id: int | None = None) -> list[InformationSession]:
    """Those with a place left, soonest first; of one antenna, or of all that the viewer sees."""
    taken = (
        select(func.count(SessionPlace.id))
        .where(SessionPlace.session_id == InformationSession.id)
        .correlate(InformationSession)
        .scalar_subquery()
    )
    found = (
        select(InformationSession)
        .options(selectinload(InformationSession.antenna))
        .where(InformationSession.audience == audience)
        .where(InformationSession.starts_at > clock.now())
        .where(InformationSession.cancelled_at.is_(None))
        .where(taken < InformationSession.capacity)
        .order_by(InformationSession.starts_at, InformationSession.id)
    )
    if antenna_id is not None:
        found = found.where(InformationSession.antenna_id == antenna_id).limit(CHOICES_AT_MOST)
    return list(db.session.scalars(found))


def find_session(session_id: int) -> InformationSession | None:
    return db.session.scalars(_sessions().where(InformationSession.id == session_id)).one_or_none()


def public_session(session_id: int) -> InformationSession | None:
    """For whoever has its number from a page or a mail: a session is announced in public."""
    with acting_as(APPLICANT):
        return find_session(session_id) if 0 < session_id < 2**31 else None


def hold_session(session_id: int) -> InformationSession:
    """The session, held until the end of the transaction: whoever wants a place waits for us."""
    held = (
        select(InformationSession)
        .where(InformationSession.id == session_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(held).one()


def places_at(session: InformationSession) -> Sequence[SessionPlace]:
    """With their people, by number. A session of the viewer's antenna shows everybody on it."""
    places = (
        select(SessionPlace)
        .options(selectinload(SessionPlace.person))
        .where(SessionPlace.session_id == session.id)
        .order_by(SessionPlace.number)
    )
    return db.session.scalars(places).all()


def numbers_taken(session: InformationSession) -> dict[int, int]:
    """The person's id by the number of their place."""
    taken = select(SessionPlace.number, SessionPlace.person_id).where(
        SessionPlace.session_id == session.id
    )
    return dict(db.session.execute(taken).all())


def coming_places_of(person: Person) -> Sequence[SessionPlace]:
    """At sessions that are not cancelled and have not begun."""
    return _places_of(
        person,
        (InformationSession.starts_at > clock.now()) & InformationSession.cancelled_at.is_(None),
    )


def all_places_of(person: Person) -> Sequence[SessionPlace]:
    """With their sessions, soonest first."""
    return _places_of(person, InformationSession.id.is_not(None))


def attended_any(person: Person) -> bool:
    attended = select(SessionPlace.id).where(
        SessionPlace.person_id == person.id, SessionPlace.attended.is_(True)
    )
    return db.session.scalars(attended.limit(1)).first() is not None


def find_talk(person: Person) -> InformationTalk | None:
    talk = select(InformationTalk).where(InformationTalk.person_id == person.id)
    return db.session.scalars(talk).one_or_none()


def is_informed(person: Person) -> bool:
    return find_talk(person) is not None or attended_any(person)


def sessions_between(first: date, last: date) -> Sequence[InformationSession]:
    """Not cancelled, on one of these days, both in it, with their antenna and places."""
    begin = local_instant(first, time.min)
    end = local_instant(last + timedelta(days=1), time.min)
    found = _sessions().where(
        InformationSession.starts_at >= begin,
        InformationSession.starts_at < end,
        InformationSession.cancelled_at.is_(None),
    )
    return db.session.scalars(found.order_by(InformationSession.starts_at)).all()


def count_coming(antenna_id: int) -> int:
    """Of one antenna, whoever asks."""
    coming = select(func.count(InformationSession.id)).where(
        InformationSession.antenna_id == antenna_id,
        InformationSession.starts_at > clock.now(),
        InformationSession.cancelled_at.is_(None),
    )
    return db.session.scalars(coming.execution_options(past_the_wall=True)).one()


def without_a_date(kind: str, antenna_id: int) -> Sequence[Person]:
    """Who waits for a session of that antenna and has no place at one, longest waiting first."""
    waiting = (
        select(Person)
        .where(Person.kind == kind, Person.antenna_id == antenna_id)
        .where(Person.merged_into_id.is_(None), Person.stage.in_(UNINFORMED))
        .where(next_session_date().is_(None))
        .order_by(Person.stage_since, Person.id)
    )
    return db.session.scalars(waiting.limit(WAITING_AT_MOST)).all()


def next_session_date() -> ScalarSelect[datetime]:
    """Of the person that the statement around it is about; null without a date."""
    return (
        select(func.min(InformationSession.starts_at))
        .join(SessionPlace, SessionPlace.session_id == InformationSession.id)
        .where(SessionPlace.person_id == Person.id)
        .where(InformationSession.starts_at > clock.now())
        .where(InformationSession.cancelled_at.is_(None))
        .correlate(Person)
        .scalar_subquery()
    )


def taken(sessions: Iterable[InformationSession]) -> dict[int, int]:
    """How many places are taken, by session id; the places must be loaded."""
    return {session.id: len(session.places) for session in sessions}


def _sessions() -> Select[InformationSession]:
    return select(InformationSession).options(
        selectinload(InformationSession.antenna), selectinload(InformationSession.places)
    )


def _places_of(person: Person, condition: object) -> Sequence[SessionPlace]:
    """Past the wall of the session: the person is visible, so is where they go."""
    places = (
        select(SessionPlace)
        .join(InformationSession, InformationSession.id == SessionPlace.session_id)
        .options(selectinload(SessionPlace.session).selectinload(InformationSession.antenna))
        .where(SessionPlace.person_id == person.id, condition)  # type: ignore[arg-type]
        .order_by(InformationSession.starts_at)
        .execution_options(past_the_wall=True)
    )
    return db.session.scalars(places).all()
