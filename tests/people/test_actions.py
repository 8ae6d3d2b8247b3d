"""Registering, changing and moving people."""

from datetime import date

import pytest
from marshmallow import ValidationError

from app.core.db import db
from app.core.errors import Refused
from app.core.permissions import ROLE_PERMISSIONS, Role
from app.core.viewer import Viewer, acting_as
from app.people import actions, queries
from app.people.models import Kind, Stage
from app.people.rules import CAPACITY_TAKEN
from tests import make

BORN = date(2001, 5, 4)


def facts():
    return make.last_event().facts


def test_a_mentee_is_registered_with_all_that_is_known(app, on_day):
    on_day(date(2026, 11, 20))
    mentee = actions.register_mentee(
        antenna="LIE",
        first_name="Fatou",
        last_name="Diallo",
        phone="0481 10 10 38",
        languages=[{"code": "fr", "level": "B1"}],
        sectors=["47"],
    )
    db.session.commit()
    assert (mentee.stage, mentee.stage_since) == (Stage.REGISTERED, date(2026, 11, 20))
    assert mentee.language_levels == {"fr": "B1"}
    assert mentee.phone_key == "+32481101038"
    assert make.last_event().name == "mentee.registered"


def test_a_mentor_begins_with_one_place(app):
    mentor = actions.register_mentor(antenna="LIE", first_name="Marc", last_name="Servais")
    assert mentor.capacity == 1


def test_an_antenna_that_nobody_knows_is_a_mistake_of_the_form(app):
    with pytest.raises(ValidationError):
        actions.register_mentee(antenna="NONE", first_name="Fatou", last_name="Diallo")


def test_a_coordinator_registers_for_their_own_antenna_only(app):
    lie = make.antenna("LIE").id
    with acting_as(of_antenna(lie)), pytest.raises(Refused, match="not_your_antenna"):
        actions.register_mentee(antenna="GHE", first_name="Fatou", last_name="Diallo")


def test_a_mentor_is_not_the_double_of_a_mentee(app):
    make.mentee(email="fatou@example.org")
    keys = queries.keys_of_row(make.mentee(email="fatou@example.org"))
    assert queries.find_same(Kind.MENTOR, keys) == []


def test_a_change_tells_what_was_and_what_is(app):
    mentee = make.mentee(languages={"fr": "A2", "ar": "native"}, goal="job")
    languages = [{"code": "fr", "level": "B1"}, {"code": "en", "level": "A1"}]
    actions.change_mentee(mentee, goal="studies", languages=languages, remarks="Prefers mornings")
    assert facts()["changes"]["goal"] == ["job", "studies"]
    assert facts()["changes"]["languages"] == [
        {"fr": "A2", "ar": "native"},
        {"fr": "B1", "en": "A1"},
    ]
    assert facts()["fields"] == ["remarks"]
    assert "mornings" not in str(facts())


def test_nothing_changed_leaves_no_event(app):
    mentee = make.mentee(goal="job", sectors=["47"])
    actions.change_mentee(mentee, goal="job", sectors=["47"], languages=[])
    assert not db.session.new


def test_a_change_to_a_name_is_found_by_the_new_one(app):
    mentee = make.mentee()
    actions.change_mentee(mentee, last_name="Çelik")
    db.session.commit()
    assert [found.id for found in queries.search("celik")] == [mentee.id]
    assert queries.search("diallo") == []


def test_an_older_version_is_refused(app):
    mentee = make.mentee()
    seen = mentee.version
    actions.change_mentee(mentee, goal="job", version=seen)
    db.session.commit()
    with pytest.raises(Refused, match="somebody_was_faster"):
        actions.change_mentee(mentee, goal="studies", version=seen)


def test_a_stage_is_entered_once(app):
    mentee = make.mentee()
    actions.set_stage(mentee, Stage.DECLINED, date(2026, 5, 1))
    assert facts()["changes"] == {"stage": ["ready", "declined"]}
    first = make.last_event().id
    actions.set_stage(mentee, Stage.DECLINED, date(2026, 5, 2))
    assert make.last_event().id == first
    assert mentee.stage_since == date(2026, 5, 1)


def test_places_of_a_mentor_come_and_go(app):
    mentor = make.mentor(capacity=1)
    actions.change_mentor(mentor, capacity=3)
    db.session.commit()
    assert [slot.number for slot in mentor.slots] == [1, 2, 3]
    actions.change_mentor(mentor, capacity=1)
    db.session.commit()
    assert [slot.number for slot in mentor.slots] == [1]


def test_a_place_that_is_taken_stays(app, monkeypatch):
    monkeypatch.setitem(
        app.extensions, "tandem.answers", {"mentor.taken_slots": (lambda mentor: [2, 3],)}
    )
    mentor = make.mentor(capacity=3)
    with pytest.raises(Refused, match="capacity_taken"):
        actions.change_mentor(mentor, capacity=1)
    actions.change_mentor(mentor, capacity=2)
    assert {slot.number for slot in mentor.slots} == {2, 3}


def test_handing_over_leaves_the_owner_behind(app):
    owner = make.user(antennas=["LIE"])
    mentee = make.mentee(antenna="LIE", owner_id=owner.id)
    moved = actions.assign([mentee], antenna="GHE")
    assert moved == [mentee]
    assert (mentee.antenna_id, mentee.owner_id) == (make.antenna("GHE").id, None)


def test_an_owner_of_another_antenna_is_refused(app):
    mentee = make.mentee(antenna="LIE")
    with pytest.raises(Refused, match="owner_elsewhere"):
        actions.assign([mentee], owner_id=make.user(antennas=["GHE"]).id)


def test_a_running_duo_can_stand_against_leaving(app, monkeypatch):
    answers = {"person.against_leaving": (lambda person: [CAPACITY_TAKEN],)}
    monkeypatch.setitem(app.extensions, "tandem.answers", answers)
    with pytest.raises(Refused, match="capacity_taken"):
        actions.assign([make.mentee(antenna="LIE")], antenna="GHE")


def of_antenna(antenna_id):
    permissions = ROLE_PERMISSIONS[Role.COORDINATOR]
    return Viewer("Alice", 1, permissions, frozenset({antenna_id}))
