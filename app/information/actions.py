"""Every change of the information: sessions, the places at them, invitations, telephone talks."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from flask import url_for
from marshmallow import ValidationError

from app.core import clock, events, gatherings
from app.core.db import db
from app.core.errors import Refused, refuse_if
from app.core.fields import NOT_A_CHOICE
from app.core.viewer import viewer
from app.information import links, queries, rules
from app.information.models import InformationSession, InformationTalk, SessionPlace
from app.information.rules import Places
from app.people.actions import note_contact, set_stage
from app.people.courses import course_of
from app.people.letters import write_to
from app.people.models import Kind, Person, Stage
from app.people.queries import find_antenna
from app.people.rules import against_taking_in


def plan_session(
    *, antenna: str, audience: str, starts_at: datetime, **details: Any
) -> InformationSession:
    """`antenna` is its code; `details` are minutes, place, language and capacity.

    Raises `Refused` for a moment that is past, and for an antenna that is closed or not theirs.
    """
    office = find_antenna(antenna)
    if office is None:
        raise ValidationError({"antenna": [str(NOT_A_CHOICE)]})
    here = against_taking_in(office, viewer().antenna_ids)
    offered = course_of(audience).has(Stage.INFORMATION)
    refuse_if(here + rules.against_planning(starts_at, clock.now(), offered=offered))
    session = InformationSession(
        antenna_id=office.id, audience=Kind(audience), starts_at=starts_at, **details
    )
    db.session.add(session)
    db.session.flush()
    events.record("session.planned", session, starts_at=starts_at, audience=audience)
    return session


def change_session(
    *, session: InformationSession, starts_at: datetime, capacity: int, **details: Any
) -> InformationSession:
    """Those who have a place are told when the moment or the place is another one."""
    session = queries.hold_session(session.id)
    places = queries.places_at(session)
    now = clock.now()
    refuse_if(gatherings.against_changing(session, starts_at, capacity, _highest(places), now))
    before = session.starts_at, session.place
    session.starts_at, session.capacity = starts_at, capacity
    for name, value in details.items():
        setattr(session, name, value)
    events.record("session.changed", session, **events.changed_fields(session))
    if before != (session.starts_at, session.place) and session.starts_at > now:
        _tell(places, "session_changed", session)
    return session


def cancel_session(*, session: InformationSession) -> InformationSession:
    """Everybody who has a place is told; they stay in their stage and wait for another date."""
    session = queries.hold_session(session.id)
    places = queries.places_at(session)
    held = any(place.attended is not None for place in places)
    refuse_if(gatherings.against_cancelling(session, held=held))
    session.cancelled_at = clock.now()
    events.record("session.cancelled", session, people=len(places))
    if session.starts_at > clock.now():
        _tell(places, "session_cancelled", session)
    return session


def sign_up(*, session: InformationSession, person: Person) -> SessionPlace:
    """Give them the first free place, and their place at another coming session to others.

    The session is held meanwhile and each number exists once, so it never holds more people than
    it can. Raises `Refused` when there is no place or it is not theirs to take.
    """
    session = queries.hold_session(session.id)
    numbers = queries.numbers_taken(session)
    offered = course_of(person.kind).has(Stage.INFORMATION)
    places = Places(len(numbers), person.id in numbers.values(), offered)
    refuse_if(rules.against_signing_up(person, session, places, clock.now()))
    for other in queries.coming_places_of(person):
        db.session.delete(other)
    place = SessionPlace(
        session_id=session.id,
        person_id=person.id,
        number=next(n for n in range(1, session.capacity + 1) if n not in numbers),
        signed_up_at=clock.now(),
    )
    db.session.add(place)
    db.session.flush()
    events.record("person.signed_up", person, session_id=session.id)
    if person.stage == Stage.REGISTERED:
        set_stage(person, Stage.INFORMATION)
    write_to(person, "session_confirmed", session=session)
    return place


def sign_up_for(*, session_id: int, person: Person) -> SessionPlace:
    """As above, by the session's id; one of another antenna is not theirs to choose."""
    session = queries.find_session(session_id)
    if session is None or session.antenna_id != person.antenna_id:
        raise Refused([rules.OTHER_AUDIENCE])
    return sign_up(session=session, person=person)


def give_up_place(*, session: InformationSession, person: Person) -> None:
    """They stay in their stage, without a date. Raises `Refused` when they have no place."""
    session = queries.hold_session(session.id)
    found = [place for place in queries.places_at(session) if place.person_id == person.id]
    refuse_if([] if found else [gatherings.NOT_ON_IT])
    for place in found:
        db.session.delete(place)
    events.record("person.place_given_up", person, session_id=session.id)


def record_attendance(*, session: InformationSession, attended: Collection[int]) -> int:
    """Who was there, by person id; everybody else on the sheet was not. How many were there.

    Who was there goes on to the interview; a tick taken away again takes them back, as long as
    nothing was built on it.
    """
    session = queries.hold_session(session.id)
    refuse_if(gatherings.against_attendance(session, clock.now()))
    there = 0
    for place in queries.places_at(session):
        place.attended = place.person_id in attended
        there += place.attended
        _follow(place.person, session, attended=place.attended)
    events.record("session.attendance_recorded", session, attended=there)
    return there


def invite(person: Person) -> Person:
    """Write to them with a link where they choose an information session themselves.

    Raises `Refused` for somebody without an address, who has to be called, and for somebody who is
    past the session.
    """
    refuse_if(rules.against_inviting(course_of(person.kind), person.stage, person.email))
    link = url_for("invitations.choose", token=links.invitation_of(person), _external=True)
    write_to(person, "session_invitation", link=link)
    events.record("person.invited", person)
    return set_stage(person, Stage.INFORMATION)


def record_talk(*, person: Person, held_on: date) -> InformationTalk:
    """They were told everything by telephone: it counts as the information session."""
    refuse_if(rules.against_talking(person.stage))
    talk = queries.find_talk(person) or InformationTalk(person_id=person.id)
    talk.held_on, talk.by_id = held_on, viewer().user_id
    db.session.add(talk)
    note_contact(person, held_on)
    events.record("person.informed_by_telephone", person, on=held_on)
    set_stage(person, Stage.INTERVIEW)
    return talk


def _follow(person: Person, session: InformationSession, *, attended: bool) -> None:
    day = clock.day_of(session.starts_at)
    if attended:
        note_contact(person, day)
        if person.stage in {Stage.REGISTERED, Stage.INFORMATION}:
            set_stage(person, Stage.INTERVIEW)
    elif _waits_for_interview(person) and not queries.attended_any(person):
        set_stage(person, Stage.INFORMATION)


def _waits_for_interview(person: Person) -> bool:
    return person.stage == Stage.INTERVIEW and person.interviewed_on is None


def _highest(places: Collection[SessionPlace]) -> int:
    """Numbers are not given anew: a session cannot become smaller than its highest number."""
    return max((place.number for place in places), default=0)


def _tell(places: Collection[SessionPlace], kind: str, session: InformationSession) -> None:
    for place in places:
        write_to(place.person, kind, session=session)
