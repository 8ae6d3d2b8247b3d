"""Answering an invitation to a session by the link in the mail."""

import pytest
from sqlalchemy import select

from app.core.db import db
from app.people.models import Stage
from app.training_sessions import links
from app.training_sessions.actions import places
from app.training_sessions.models import PlaceState, TrainingPlace
from tests import make
from tests.training import made


def fresh(model):
    db.session.expire_all()
    return db.session.scalars(select(model)).one()


@pytest.fixture
def invited(app):
    """Marc, invited to a session with one place, and the address of his link."""
    session = made.session(made.module(), capacity=1, link="https://meet.example/abc")
    marc = make.mentor(stage=Stage.TRAINING, email="m@x.example")
    places.invite(session=session, people=[marc])
    place = fresh(TrainingPlace)
    db.session.commit()
    return session, marc, f"/training-place/{links.place_token(place)}"


def state_of(person):
    db.session.expire_all()
    found = select(TrainingPlace).where(TrainingPlace.person_id == person.id)
    return db.session.scalars(found).one().state


def test_an_invitation_is_accepted_and_declined_by_its_link(invited, client):
    session, marc, address = invited
    page = client.get(address).text
    assert "Rue Neuve 1" in page
    assert "meet.example" not in page
    assert client.post(address, data={"answer": "accept"}).status_code == 303
    assert state_of(marc) == PlaceState.SIGNED_UP
    assert "meet.example" in client.get(address).text
    other = make.mentor("Luc")
    places.take_place(session=session, person=other)
    client.post(address, data={"answer": "decline"})
    assert (state_of(marc), state_of(other)) == (PlaceState.CANCELLED, PlaceState.SIGNED_UP)
    client.post(address, data={"answer": "accept"})
    assert state_of(marc) == PlaceState.WAITING
    assert client.post(address, data={"answer": "perhaps"}).status_code == 422
    assert client.post(address, data={"answer": "accept"}).status_code == 409


def test_its_calendar_file_is_behind_the_same_link(invited, client):
    _session, _marc, address = invited
    answer = client.get(f"{address}/calendar.ics")
    assert answer.mimetype == "text/calendar"
    assert b"Servais" not in answer.data
    assert client.get("/training-place/unknown/calendar.ics").status_code == 404


def test_a_link_ends_when_the_session_begins_or_is_cancelled(invited, client):
    session, _marc, address = invited
    made.held(session)
    assert client.get(address).status_code == 404
    assert client.post(address, data={"answer": "accept"}).status_code == 404


def test_a_link_of_one_tenant_opens_nothing_in_another(invited, neighbour):
    _session, _marc, address = invited
    assert neighbour.test_client().get(address).status_code == 404
