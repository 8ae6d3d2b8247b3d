"""The pages of the information sessions, as a coordinator sees them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.information.models import InformationSession
from app.people.models import Person, Stage
from tests import make


@pytest.fixture
def alice(as_role):
    return as_role("coordinator", antennas=["GHE"])


def fresh(model):
    db.session.expire_all()
    return db.session.scalars(select(model)).one()


def test_a_session_of_another_antenna_is_not_there(alice):
    session = make.information_session("LIE")
    for page in ("", "/edit", "/calendar.ics"):
        assert alice.get(f"/intake/sessions/{session.id}{page}").status_code == 404
    assert alice.post(f"/intake/sessions/{session.id}/cancellation").status_code == 404


def test_a_session_is_planned_changed_and_cancelled(alice):
    day = clock.today() + timedelta(days=5)
    form = {
        "antenna": "GHE",
        "audience": "mentee",
        "day": day.isoformat(),
        "time": "18:30",
        "minutes": "90",
        "place": "Korenmarkt 1",
        "language": "nl",
        "capacity": "8",
    }
    planned = alice.post("/intake/sessions/new", data=form)
    assert planned.status_code == 303
    session = fresh(InformationSession)
    page = alice.get(f"/intake/sessions/{session.id}/edit").text
    assert 'value="18:30' in page
    del form["antenna"]
    url = f"/intake/sessions/{session.id}"
    assert alice.post(f"{url}/edit", data=form | {"capacity": "9"}).status_code == 303
    assert fresh(InformationSession).capacity == 9
    assert alice.post(f"{url}/cancellation").status_code == 303
    assert fresh(InformationSession).cancelled_at is not None
    assert "cancelled" in alice.get(url).text


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [("antenna", "LIE", 409), ("antenna", "ZZZ", 422), ("time", "half six", 422), ("day", "", 422)],
)
def test_a_session_that_cannot_be_is_not_planned(alice, field, value, status):
    form = {
        "antenna": "GHE",
        "audience": "mentee",
        "day": (clock.today() + timedelta(days=5)).isoformat(),
        "time": "18:30",
        "minutes": "90",
        "place": "Korenmarkt 1",
        "language": "nl",
        "capacity": "8",
    }
    assert alice.post("/intake/sessions/new", data=form | {field: value}).status_code == status


def test_people_get_places_and_the_attendance_is_kept(alice):
    session, fatou = (
        make.information_session("GHE"),
        make.mentee(antenna="GHE", stage=Stage.REGISTERED),
    )
    url = f"/intake/sessions/{session.id}"
    assert "Fatou" in alice.get(url).text
    told = alice.post(f"{url}/places", data={"people": [fatou.id]})
    assert "Done for 1 person" in told.text
    assert alice.post(f"{url}/attendance", data={"attended": [fatou.id]}).status_code == 409
    session.starts_at = clock.now() - timedelta(hours=3)
    db.session.commit()
    assert alice.get(url).status_code == 200
    assert alice.post(f"{url}/attendance", data={"attended": [fatou.id]}).status_code == 303
    assert fresh(Person).stage == Stage.INTERVIEW
