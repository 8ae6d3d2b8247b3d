"""Rows for tests, with defaults for all that the test does not care about.

Every function adds one row, commits and returns it; they run inside an application.
"""

from datetime import date, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts import identity, passwords
from app.accounts.actions import own
from app.accounts.models import ApiToken, User
from app.antennas.models import Antenna
from app.core import clock
from app.core.db import Model, db
from app.core.events import Event
from app.core.permissions import Role
from app.duos.models import Duo, DuoState
from app.information.models import InformationSession
from app.matching.models import Proposal, ProposalState
from app.outcomes.models import Spell, SpellKind
from app.people.filling import refresh_keys
from app.people.models import Mentee, Mentor, MentorSlot, Sector, SpokenLanguage, Stage

PASSWORD = "gouden-herfst-lamp-94"
SPRING = date(2026, 3, 2)


def kept(row: Any) -> Any:
    db.session.add(row)
    db.session.commit()
    return row


def antenna(code: str) -> Antenna:
    """The antenna of that code of the tenant's own list."""
    return db.session.scalars(select(Antenna).where(Antenna.code == code)).one()


def first_antenna() -> Antenna:
    return db.session.scalars(select(Antenna).order_by(Antenna.id)).first() or _none()


def _none() -> Any:
    raise LookupError("this tenant has no antenna")


def user(
    role: str = "coordinator",
    *,
    email: str = "",
    name: str = "Alice Martin",
    antennas: list[str] | None = None,
    **more: Any,
) -> User:
    """Somebody who can sign in; a coordinator or lead without antennas gets the first one."""
    found = [antenna(code) for code in antennas or []]
    if not found and role in {"coordinator", "lead"}:
        found = [first_antenna()]
    return kept(
        User(
            email=email or f"{role}-{count(User)}@staff.example",
            name=name,
            role=Role(role),
            antennas=found,
            password_hash=more.pop("password_hash", "unusable"),
            invited_at=clock.now(),
            **more,
        )
    )


def member(password: str = PASSWORD, role: str = "coordinator", **more: Any) -> User:
    """Somebody whose password is known, and who comes in with it."""
    return user(role, password_hash=passwords.hash_of(password), **more)


def browser(app: Flask, somebody: User) -> FlaskClient:
    """A client with a running session of this person."""
    begun = identity.begin_session(somebody, device="test", second_factor=True, remember=False)
    db.session.commit()
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = begun.key, True
    return client


def program(somebody: User, *scopes: str, days: int = 30) -> dict[str, str]:
    """The headers of a program that acts for this person, with all they may do or these scopes."""
    wanted = list(scopes) or sorted(str(code) for code in somebody.permissions)
    _token, secret = own.make_token(user=somebody, name="Test", scopes=wanted, days=days)
    db.session.commit()
    return {"Authorization": f"Bearer {secret}"}


def revoke_tokens() -> None:
    """Take back every token there is."""
    for token in db.session.scalars(select(ApiToken)):
        own.revoke_token(token.user, token)
    db.session.commit()


def mentee(first_name: str = "Fatou", last_name: str = "Diallo", **more: Any) -> Mentee:
    """`antenna` is a code; `languages` are levels by code; `sectors` are codes."""
    return _person(Mentee, first_name, last_name, **more)


def mentor(first_name: str = "Marc", last_name: str = "Servais", **more: Any) -> Mentor:
    """Ready, with `capacity` places (1)."""
    places = more.pop("capacity", 1)
    slots = [MentorSlot(number=number) for number in range(1, places + 1)]
    return _person(Mentor, first_name, last_name, slots=slots, **more)


def _person(model: Any, first_name: str, last_name: str, **more: Any) -> Any:
    code = more.pop("antenna", None)
    levels, sectors = more.pop("languages", {}), more.pop("sectors", [])
    person = model(
        antenna_id=(antenna(code) if code else first_antenna()).id,
        first_name=first_name,
        last_name=last_name,
        languages=[SpokenLanguage(code=code, level=level) for code, level in levels.items()],
        sectors=[Sector(code=code) for code in sectors],
        **{
            "stage": Stage.READY,
            "stage_since": SPRING,
            "registered_on": SPRING,
            "last_contact_on": SPRING,
            **more,
        },
    )
    return kept(refresh_keys(person))


def information_session(antenna_code: str = "", **more: Any) -> InformationSession:
    """For mentees, in a week, with two places."""
    office = antenna(antenna_code) if antenna_code else first_antenna()
    details = {
        "audience": "mentee",
        "starts_at": clock.now() + timedelta(days=7),
        "minutes": 90,
        "place": "Rue Neuve 1",
        "language": "fr",
        "capacity": 2,
    }
    return kept(InformationSession(antenna_id=office.id, **details | more))


def pair(**more: Any) -> tuple[Mentee, Mentor]:
    """A mentee and a trained mentor of one antenna, who may be proposed together."""
    languages, antenna = more.pop("languages", {"fr": "B2"}), more.pop("antenna", None)
    young = mentee(antenna=antenna, languages=languages)
    old = mentor(antenna=antenna, languages=languages, trained_on=SPRING, **more)
    return young, old


def proposal(mentee: Mentee, mentor: Mentor, **more: Any) -> Proposal:
    """Waiting for its first meeting."""
    details = {
        "antenna_id": mentee.antenna_id,
        "state": ProposalState.PROPOSED,
        "proposed_on": SPRING,
        "reason": "Both know the building trade.",
    }
    return kept(Proposal(mentee_id=mentee.id, mentor_id=mentor.id, **details | more))


def approved(mentee: Mentee, mentor: Mentor, **more: Any) -> Proposal:
    """Both said yes: ready for the signatures."""
    details = {
        "state": ProposalState.APPROVED,
        "first_meeting_on": SPRING,
        "mentee_approves": True,
        "mentor_approves": True,
    }
    return proposal(mentee, mentor, **details | more)


def duo(mentee: Mentee, mentor: Mentor, **more: Any) -> Duo:
    """Running since spring in the first place of the mentor; with `ended_on`, completed."""
    ended_on = more.get("ended_on")
    details = {
        "antenna_id": mentee.antenna_id,
        "state": DuoState.COMPLETED if ended_on else DuoState.RUNNING,
        "mentor_slot": None if ended_on else 1,
        "end_reason": "planned" if ended_on else None,
        "started_on": SPRING,
        "planned_end_on": clock.months_after(more.get("started_on", SPRING), 6),
    }
    return kept(Duo(mentee_id=mentee.id, mentor_id=mentor.id, **details | more))


def spell(mentee: Mentee, **more: Any) -> Spell:
    """Looking for a job since spring, as the mentee says."""
    details = {
        "kind": SpellKind.JOB_SEEKING,
        "began_on": SPRING,
        "evidence": "declared",
        "recorded_at": clock.now(),
    }
    return kept(Spell(mentee_id=mentee.id, **details | more))


def count(model: type[Model]) -> int:
    return len(db.session.scalars(select(model.id)).all())


def last_event() -> Event:
    return db.session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
