"""What can be asked about training sessions and the places at them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload, with_expression

from app.antennas.models import Antenna
from app.core import clock
from app.core.db import db
from app.core.listing import day_in
from app.core.tenancy import tenant
from app.people.models import Kind, Person, Stage
from app.training.models import Completion, TrainingModule
from app.training.rules import LEFT
from app.training_sessions.models import PlaceState, TrainingPlace, TrainingSession

SORTS: Mapping[str, Sequence[Any]] = {
    "soonest": (TrainingSession.starts_at, TrainingSession.id),
    "latest": (TrainingSession.starts_at.desc(), TrainingSession.id.desc()),
}
WITH_NAMES = (selectinload(TrainingSession.antenna), selectinload(TrainingSession.module))
LATEST_FIRST = {name: SORTS[name] for name in ("latest", "soonest")}
INVITED_AT_MOST = 200
"""People offered for an invitation at once; who is in training now comes first."""


def sessions(asked: Mapping[str, str]) -> Select[TrainingSession]:
    """Those that fit: `when` (coming, past), `antenna` (a code), `module` (an id), `from`, `to`."""
    found = select(TrainingSession)
    if asked.get("when") == "past":
        over = TrainingSession.starts_at <= clock.now()
        found = found.where(over | TrainingSession.cancelled_at.is_not(None))
    elif asked.get("when") != "all":
        still = TrainingSession.starts_at > clock.now()
        found = found.where(still, TrainingSession.cancelled_at.is_(None))
    if code := asked.get("antenna"):
        here = select(Antenna.id).where(Antenna.code == code).scalar_subquery()
        found = found.where(TrainingSession.antenna_id == here)
    if asked.get("module", "").isdecimal() and len(asked["module"]) < 10:
        found = found.where(TrainingSession.module_id == int(asked["module"]))
    return _between(found, asked)


def _between(found: Select[TrainingSession], asked: Mapping[str, str]) -> Select[TrainingSession]:
    """A day that is none filters nothing."""
    first, last = (day_in(asked.get(name, "")) for name in ("from", "to"))
    if first:
        begin = datetime.combine(first, time.min, tenant().zone)
        found = found.where(TrainingSession.starts_at >= begin)
    if last:
        end = datetime.combine(last + timedelta(days=1), time.min, tenant().zone)
        found = found.where(TrainingSession.starts_at < end)
    return found


def find_session(session_id: int) -> TrainingSession | None:
    """With its antenna, module and trainer."""
    found = select(TrainingSession).options(*WITH_NAMES, selectinload(TrainingSession.trainer))
    return db.session.scalars(found.where(TrainingSession.id == session_id)).one_or_none()


def hold_session(session_id: int) -> TrainingSession:
    """The session, held until the end of the transaction: whoever wants a place waits for us."""
    held = (
        select(TrainingSession)
        .where(TrainingSession.id == session_id)
        .options(*WITH_NAMES)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(held).one()


def places_at(session: TrainingSession) -> Sequence[TrainingPlace]:
    """With their people: those with a place by number, then who waits, then the others."""
    places = (
        select(TrainingPlace)
        .options(selectinload(TrainingPlace.person))
        .where(TrainingPlace.session_id == session.id)
        .order_by(TrainingPlace.asked_at, TrainingPlace.id)
        .execution_options(populate_existing=True)
    )
    order = [PlaceState.SIGNED_UP, PlaceState.WAITING, PlaceState.INVITED, PlaceState.CANCELLED]
    found = db.session.scalars(places).all()
    return sorted(found, key=lambda place: (order.index(place.state), place.number or 0))


def find_place(place_id: int) -> TrainingPlace | None:
    """With its person and its session; past the wall of the session: the place is theirs."""
    found = (
        select(TrainingPlace)
        .options(
            selectinload(TrainingPlace.person),
            selectinload(TrainingPlace.session).selectinload(TrainingSession.module),
            selectinload(TrainingPlace.session).selectinload(TrainingSession.antenna),
        )
        .where(TrainingPlace.id == place_id)
    )
    return db.session.scalars(found).one_or_none()


def place_of(session: TrainingSession, person: Person) -> TrainingPlace | None:
    """With its person."""
    found = (
        select(TrainingPlace)
        .options(selectinload(TrainingPlace.person))
        .where(TrainingPlace.session_id == session.id, TrainingPlace.person_id == person.id)
    )
    return db.session.scalars(found).one_or_none()


def coming_places_of(person: Person) -> Sequence[TrainingPlace]:
    """With their sessions and modules, soonest first; those declined left out."""
    found = (
        select(TrainingPlace)
        .join(TrainingSession, TrainingSession.id == TrainingPlace.session_id)
        .options(selectinload(TrainingPlace.session).selectinload(TrainingSession.module))
        .where(TrainingPlace.person_id == person.id)
        .where(TrainingPlace.state != PlaceState.CANCELLED)
        .where(TrainingSession.starts_at > clock.now(), TrainingSession.cancelled_at.is_(None))
        .order_by(TrainingSession.starts_at)
        .execution_options(past_the_wall=True)
    )
    return db.session.scalars(found).all()


def with_counts() -> list[Any]:
    """The option of a list that counts the places of each session in the same statement."""
    counted = {
        TrainingSession.taken: PlaceState.SIGNED_UP,
        TrainingSession.waiting: PlaceState.WAITING,
        TrainingSession.invited: PlaceState.INVITED,
    }
    return [with_expression(column, _count_of(state)) for column, state in counted.items()]


def _count_of(state: PlaceState) -> Any:
    return (
        select(func.count(TrainingPlace.id))
        .where(TrainingPlace.session_id == TrainingSession.id, TrainingPlace.state == state)
        .correlate(TrainingSession)
        .scalar_subquery()
    )


def lacking(module: TrainingModule, session: TrainingSession) -> Sequence[Person]:
    """Those of the antenna who may follow the module, have not, and were not asked yet; who is in
    training now comes first."""
    kinds = [kind for kind in Kind if kind in (module.facts.get("audience") or list(Kind))]
    done = select(Completion.person_id).where(Completion.module_id == module.id)
    asked = select(TrainingPlace.person_id).where(TrainingPlace.session_id == session.id)
    found = (
        select(Person)
        .where(Person.antenna_id == session.antenna_id, Person.kind.in_(kinds))
        .where(Person.merged_into_id.is_(None), Person.stage.not_in(LEFT))
        .where(Person.id.not_in(done), Person.id.not_in(asked))
        .order_by(Person.stage != Stage.TRAINING, Person.sort_key, Person.id)
        .limit(INVITED_AT_MOST)
    )
    return db.session.scalars(found).all()


def count_coming(antenna_id: int) -> int:
    """Of one antenna, whoever asks."""
    coming = select(func.count(TrainingSession.id)).where(
        TrainingSession.antenna_id == antenna_id,
        TrainingSession.starts_at > clock.now(),
        TrainingSession.cancelled_at.is_(None),
    )
    return db.session.scalars(coming.execution_options(past_the_wall=True)).one()
