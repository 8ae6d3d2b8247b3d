"""Places at a training session: inviting, accepting, waiting, giving up, moving up.

The session is held while places change and each number exists once, so a session never holds more
people than it can, however many answer at the same moment.
"""

from collections.abc import Iterable, Sequence

from app.core import clock, events
from app.core.db import db
from app.core.errors import Refused, refuse_if
from app.people.models import Person
from app.profiles.many import Outcome
from app.training.queries import completions
from app.training.rules import ALREADY_COMPLETED, against_learning
from app.training_sessions import queries, rules
from app.training_sessions.actions.letters import tell
from app.training_sessions.models import PlaceState, TrainingPlace, TrainingSession

ACCEPT = "accept"


def invite(*, session: TrainingSession, people: Iterable[Person]) -> Outcome:
    """Write to each of them with a link to accept or decline; nobody is asked twice."""
    session = queries.hold_session(session.id)
    refuse_if(rules.against_answering(session, clock.now()))
    everybody, outcome = list(people), Outcome()
    asked = {place.person_id for place in queries.places_at(session)}
    done = completions.completed_among(session.module_id, [one.id for one in everybody])
    for person in everybody:
        stands = {
            rules.ALREADY_ON_IT: person.id in asked,
            ALREADY_COMPLETED: person.id in done,
            rules.NO_ADDRESS: not person.email,
        }
        against = [reason for reason, is_so in stands.items() if is_so]
        against += against_learning(session.module, person.kind, person.stage)
        if against:
            outcome.refused.append((person, against))
        else:
            _invite(session, person)
            outcome.done.append(person)
    return outcome


def _invite(session: TrainingSession, person: Person) -> None:
    place = TrainingPlace(
        session=session, person=person, state=PlaceState.INVITED, asked_at=clock.now()
    )
    db.session.add(place)
    db.session.flush()
    tell(place, "training_invitation", session)
    events.record("person.invited_to_training", person, session_id=session.id)


def take_place(*, session: TrainingSession, person: Person) -> TrainingPlace:
    """The first free place, or the end of the waiting list of a full session.

    Raises `Refused` when they have one, and when the session has begun or is cancelled; staff may
    still add somebody to a session that was held.
    """
    session = queries.hold_session(session.id)
    refuse_if([rules.CANCELLED] if session.cancelled_at else [])
    place = queries.place_of(session, person)
    state = place.state if place else None
    refuse_if(rules.against_taking_place(session.module, person.kind, state))
    if place is None:
        place = TrainingPlace(session=session, person=person, state=PlaceState.INVITED)
        db.session.add(place)
    _seat(session, place)
    return place


def seat(*, session: TrainingSession, people: Iterable[Person]) -> Outcome:
    """As `take_place`, for several; what is refused for one leaves the others as they are."""
    outcome = Outcome()
    for person in people:
        try:
            take_place(session=session, person=person)
            outcome.done.append(person)
        except Refused as refusal:
            outcome.refused.append((person, refusal.reasons))
    return outcome


def answer(*, place: TrainingPlace, answer: str) -> TrainingPlace:
    """By the link in their mail: accept or decline, as often as they change their mind."""
    session = queries.hold_session(place.session_id)
    refuse_if(rules.against_answering(session, clock.now()))
    if answer == ACCEPT:
        return take_place(session=session, person=place.person)
    if place.state != PlaceState.CANCELLED:
        _leave(session, place)
    return place


def give_up_place(*, session: TrainingSession, person: Person) -> None:
    """The place is free, and who waits longest gets it. Raises `Refused` when they have none."""
    session = queries.hold_session(session.id)
    place = queries.place_of(session, person)
    refuse_if([] if place and place.state != PlaceState.CANCELLED else [rules.NOT_ON_IT])
    refuse_if([rules.HELD] if place and place.attended is not None else [])
    if place:
        _leave(session, place)


def _leave(session: TrainingSession, place: TrainingPlace) -> None:
    place.state, place.number = PlaceState.CANCELLED, None
    db.session.flush()
    events.record("person.training_place_given_up", place.person, session_id=session.id)
    if session.starts_at > clock.now():
        move_up(session)


def move_up(session: TrainingSession) -> Sequence[TrainingPlace]:
    """Give free places to those who wait longest, and tell them; the session must be held."""
    places = queries.places_at(session)
    waiting = [place for place in places if place.state == PlaceState.WAITING]
    free = _free_numbers(session, places)
    moved = waiting[: len(free)]
    for place, number in zip(moved, free, strict=False):
        place.state, place.number = PlaceState.SIGNED_UP, number
        db.session.flush()
        events.record("person.training_place_taken", place.person, session_id=session.id)
        tell(place, "training_moved_up", session)
    return moved


def _seat(session: TrainingSession, place: TrainingPlace) -> None:
    """Who asks again goes to the end of the list."""
    place.asked_at = clock.now()
    free = _free_numbers(session, queries.places_at(session))
    place.state = PlaceState.SIGNED_UP if free else PlaceState.WAITING
    place.number = free[0] if free else None
    db.session.flush()
    taken = "taken" if free else "waiting"
    events.record(f"person.training_place_{taken}", place.person, session_id=session.id)
    if session.starts_at > clock.now():
        tell(place, "training_confirmed" if free else "training_waiting", session)


def _free_numbers(session: TrainingSession, places: Sequence[TrainingPlace]) -> list[int]:
    taken = {place.number for place in places}
    return [number for number in range(1, session.capacity + 1) if number not in taken]
