"""Telling people what a duo is: by telephone, by an invitation, many at once; and merged rows."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.information import actions, links, queries, rules
from app.information.merging import merging
from app.information.models import SessionPlace
from app.people.courses import Course
from app.people.models import Kind, Stage
from app.profiles.many import for_each
from tests import make

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def today(on_day):
    on_day(TODAY)


def test_a_telephone_talk_counts_as_the_session_once_it_is_written_down(app):
    fatou = make.mentee(stage=Stage.REGISTERED)
    assert not queries.is_informed(fatou)
    actions.record_talk(person=fatou, held_on=TODAY)
    assert queries.is_informed(fatou)
    assert (fatou.stage, fatou.stage_since, fatou.last_contact_on) == ("interview", TODAY, TODAY)


def test_an_invitation_lets_somebody_choose_and_moves_them_on(app, client):
    fatou = make.mentee(stage=Stage.REGISTERED, email="f@people.example")
    session = make.information_session()
    actions.invite(fatou)
    assert fatou.stage == Stage.INFORMATION
    link = f"/register/invitation/{links.invitation_of(fatou)}"
    db.session.commit()
    assert "Rue Neuve 1" in client.get(link).text
    assert "Rue Neuve 1" in client.post(link, data={"session_id": session.id}).text
    assert db.session.scalars(select(SessionPlace.person_id)).one() == fatou.id
    fatou.stage = Stage.READY
    db.session.commit()
    assert client.get(link).status_code == 404


def test_who_has_no_address_is_not_invited(app):
    fatou = make.mentee(stage=Stage.REGISTERED)
    with pytest.raises(Refused) as refusal:
        actions.invite(fatou)
    assert refusal.value.reasons == [rules.NO_ADDRESS]


def test_many_at_once_are_each_done_or_refused_on_their_own(app):
    session = make.information_session(capacity=1)
    first = make.mentee("Ana", stage=Stage.REGISTERED)
    second = make.mentee("Bo", stage=Stage.REGISTERED)
    ready = make.mentee("Chi", stage=Stage.READY)
    outcome = for_each(
        [first, second, ready], lambda person: actions.sign_up(session=session, person=person)
    )
    assert outcome.done == [first]
    found = {person.first_name: [r.code for r in reasons] for person, reasons in outcome.refused}
    assert found == {"Bo": ["full"], "Chi": ["past_information", "full"]}
    assert (second.stage, ready.stage) == (Stage.REGISTERED, Stage.READY)


def test_where_people_are_informed_by_telephone_there_is_no_session_to_choose():
    by_telephone = Course(Kind.MENTEE, (Stage.REGISTERED, Stage.INTERVIEW))
    assert not rules.may_choose_session(by_telephone, "registered")
    reasons = rules.against_inviting(by_telephone, "registered", "a@b.example")
    assert reasons == [rules.NO_SESSIONS]
    assert rules.against_talking("registered") == []


def test_a_merged_profile_takes_its_places_along(app):
    kept, gone = make.mentee("Ana"), make.mentee("Anna")
    session = make.information_session()
    place = make.kept(
        SessionPlace(session_id=session.id, person_id=gone.id, number=1, signed_up_at=clock.now())
    )
    assert [row["table"] for row in merging(kept, gone)] == ["session_places"]
    db.session.expire_all()
    assert place.person_id == kept.id


def test_an_invitation_of_another_tenant_opens_nothing(app, neighbour, client):
    class Anybody:
        id, kind = 1, "mentee"

    with neighbour.app_context():
        theirs = links.invitation_of(Anybody())
    assert links.read_invitation(theirs) is None
    assert client.get(f"/register/invitation/{theirs}").status_code == 404
