"""Training sessions through the pages of staff."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.people.models import Stage
from app.training.models import Completion
from app.training_sessions.actions import places
from app.training_sessions.models import TrainingPlace, TrainingSession
from tests import make
from tests.training import made


@pytest.fixture
def alice(as_role):
    return as_role("coordinator", antennas=["GHE"])


@pytest.fixture
def director(as_role):
    return as_role("director")


def fresh(model):
    db.session.expire_all()
    return db.session.scalars(select(model)).one()


def form_of_session(**more):
    day = clock.today() + timedelta(days=9)
    return {
        "day": day.isoformat(),
        "time": "13:30",
        "minutes": "210",
        "place": "Rue Neuve 1",
        "language": "fr",
        "capacity": "8",
        **more,
    }


def test_a_session_from_its_planning_to_its_attendance(alice):
    module = made.module()
    marc = make.mentor(antenna="GHE", stage=Stage.TRAINING, email="m@x.example")
    planned = form_of_session(module_id=module.id, antenna="GHE")
    address = alice.post("/training/sessions/new", data=planned).headers["Location"]
    assert "Servais" in alice.get(address).text
    told = alice.post(f"{address}/invitations", data={"people": [marc.id]})
    assert "Done for 1 person" in told.text
    assert alice.post(f"{address}/places/{marc.id}").status_code == 303
    session = fresh(TrainingSession)
    made.held(session)
    sheet = {
        "hours": "3,5",
        "people-0-person_id": marc.id,
        "people-0-attended": "true",
        "people-0-observation": "Listens well",
    }
    wrong = alice.post(f"{address}/attendance", data=sheet | {"hours": "many"})
    assert wrong.status_code == 422
    assert "Listens well" in wrong.text
    assert alice.post(f"{address}/attendance", data=sheet).status_code == 303
    assert "Listens well" in alice.get(address).text
    assert fresh(Completion).hours == 3.5
    assert fresh(TrainingPlace).attended is True


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"place": "", "link": ""}, "Write where it is"),
        ({"link": "http://meet.example/x"}, "begins with https://"),
        ({"link": "javascript:alert(1)"}, "begins with https://"),
        ({"time": "late"}, "Write a time"),
        ({"capacity": "0"}, "Between 1 and 200"),
        ({"module_id": "987654"}, "Choose one of the list"),
    ],
)
def test_a_mistake_is_said_and_what_was_typed_stays(alice, wrong, words):
    planned = form_of_session(module_id=made.module().id, antenna="GHE") | wrong
    answer = alice.post("/training/sessions/new", data=planned)
    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="210"' in answer.text


def test_a_session_of_another_antenna_is_unknown(alice):
    session = made.session(made.module(), "LIE")
    marc = make.mentor(antenna="LIE")
    address = f"/training/sessions/{session.id}"
    assert alice.get(address).status_code == 404
    assert alice.post(f"{address}/cancellation").status_code == 404
    assert alice.get(f"/training/people/{marc.id}").status_code == 404
    assert "Rue Neuve" not in alice.get("/training/sessions/").text


def test_the_list_of_sessions_is_filtered(director):
    module, other = made.module("listening"), made.module("network")
    made.session(module, "GHE", place="In Ghent")
    made.session(other, "LIE", place="In Liège")
    past = made.held(made.session(module, "LIE", place="Long ago"))
    assert past.cancelled_at is None
    lists = {
        "": {"In Ghent", "In Liège"},
        "?antenna=GHE": {"In Ghent"},
        f"?module={other.id}": {"In Liège"},
        "?when=past": {"Long ago"},
        "?when=all": {"In Ghent", "In Liège", "Long ago"},
        "?from=2020-01-01&to=2020-02-01": set(),
        "?from=nonsense&module=x": {"In Ghent", "In Liège"},
    }
    for query, shown in lists.items():
        page = director.get(f"/training/sessions/{query}").text
        found = {place for place in ("In Ghent", "In Liège", "Long ago") if place in page}
        assert found == shown, query


def test_a_calendar_file_names_nobody(alice):
    session = made.session(made.module(), "GHE")
    places.take_place(session=session, person=make.mentor(antenna="GHE"))
    db.session.commit()
    answer = alice.get(f"/training/sessions/{session.id}/calendar.ics")
    assert answer.mimetype == "text/calendar"
    assert b"Training: Listening" in answer.data
    assert b"Servais" not in answer.data
