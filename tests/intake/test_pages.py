"""The pages of the intake, as a coordinator, an auditor and somebody of elsewhere see them."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from app.core import clock
from app.core.db import db
from app.information.models import SessionPlace
from app.intake.models import Decision
from app.people.models import Person, Stage
from tests import make

AT = "/intake/people/{}"


@pytest.fixture
def alice(as_role):
    return as_role("coordinator", antennas=["GHE"])


def here(first_name="Fatou", **more):
    return make.mentee(first_name, **{"antenna": "GHE", "stage": Stage.REGISTERED, **more})


def place(session, person):
    db.session.add(
        SessionPlace(session_id=session.id, person_id=person.id, number=1, signed_up_at=clock.now())
    )
    db.session.commit()


def fresh(model):
    db.session.expire_all()
    return db.session.scalars(select(model)).one()


PAGES = ("", "/talk", "/interview", "/decision", "/reopening")


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_of_a_mentee_open(alice, page):
    assert alice.get(AT.format(here().id) + (page or "/")).status_code == 200


@pytest.mark.parametrize("page", [*PAGES, "/evaluation"])
@pytest.mark.parametrize("stage", ["registered", "interview", "training", "evaluation", "declined"])
def test_the_pages_of_a_mentor_open(alice, page, stage):
    marc = make.mentor(antenna="GHE", stage=Stage(stage))
    assert alice.get(AT.format(marc.id) + (page or "/")).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_somebody_of_another_antenna_is_not_there(alice, page):
    elsewhere = make.mentee(antenna="LIE", stage=Stage.REGISTERED)
    assert alice.get(AT.format(elsewhere.id) + (page or "/")).status_code == 404


@pytest.mark.parametrize("kind", ["mentee", "mentor"])
def test_the_board_says_who_waits_too_long(alice, kind):
    make_one = here if kind == "mentee" else make.mentor
    more = {"antenna": "GHE", "stage": Stage.REGISTERED}
    make_one("Amina", stage_since=clock.today() - timedelta(days=9), **more)
    page = alice.get(f"/intake/?kind={kind}").text
    assert "Amina" in page
    assert "1 waits too long" in page


def test_an_empty_board_says_what_to_do(alice):
    assert "Nobody is in the intake now" in alice.get("/intake/").text


@pytest.mark.parametrize("url", ["/intake/", "/intake/people", "/intake/sessions/"])
def test_a_list_costs_few_statements(alice, url):
    session = make.information_session("GHE")
    for n in range(5):
        person = here(f"P{n}", owner_id=make.user(name=f"Owner {n}").id)
    place(session, person)
    statements = []

    def note(conn, cursor, statement, *rest):
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert alice.get(url).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert len([one for one in statements if one.startswith("SELECT")]) <= 8, statements


def test_the_list_keeps_its_filters_in_the_address(alice):
    here("Amina", stage_since=clock.today() - timedelta(days=9))
    here("Zed", stage_since=clock.today())
    page = alice.get("/intake/people?kind=mentee&waiting=late").text
    assert "Amina" in page
    assert "Zed" not in page


def test_an_auditor_reads_and_changes_nothing(as_role):
    auditor, fatou = as_role("auditor"), here()
    assert auditor.get("/intake/").status_code == 200
    assert auditor.get(AT.format(fatou.id) + "/").status_code == 200
    assert auditor.get(AT.format(fatou.id) + "/interview").status_code == 403
    assert auditor.post("/intake/many", data={}).status_code == 403


def test_the_interview_and_the_decision_through_their_pages(alice):
    fatou = here(stage=Stage.INTERVIEW, email="f@people.example")
    url = AT.format(fatou.id)
    held = {"held_on": clock.today().isoformat(), "advice": "go_on", "motivation": "To find work"}
    assert alice.post(f"{url}/interview", data=held).status_code == 303
    assert "To find work" in alice.get(f"{url}/").text
    words = alice.get(f"{url}/decision?verdict=ready").text
    assert "Fatou" in words
    decided = {"verdict": "ready", "reason": "", "words": "Come!", "send": "true"}
    assert alice.post(f"{url}/decision", data=decided).status_code == 303
    assert (fresh(Person).stage, fresh(Decision).words) == (Stage.READY, "Come!")
    assert alice.post(f"{url}/reopening", data={"reason": "A mistake"}).status_code == 303
    assert fresh(Person).stage == Stage.INTERVIEW


@pytest.mark.parametrize(
    ("action", "more", "status"),
    [
        ("owner", {}, 422),
        ("withdrawal", {}, 422),
        ("session", {}, 422),
        ("withdrawal", {"reason": "moved"}, 200),
        ("invitation", {}, 200),
    ],
)
def test_one_thing_for_many(alice, action, more, status):
    people = [here(f"P{n}", email=f"p{n}@people.example").id for n in range(2)]
    answer = alice.post("/intake/many", data={"people": people, "action": action, **more})
    assert answer.status_code == status
    if status == 200:
        assert "Done for 2 people" in answer.text


def test_many_of_another_antenna_are_not_touched(alice):
    theirs = make.mentee(antenna="LIE", stage=Stage.REGISTERED)
    data = {"people": [theirs.id], "action": "withdrawal", "reason": "moved"}
    assert "Nobody was ticked" in alice.post("/intake/many", data=data).text
    assert fresh(Person).stage == Stage.REGISTERED


def test_the_profile_shows_the_intake_and_its_next_step(alice):
    fatou = here(stage=Stage.INTERVIEW)
    page = alice.get(f"/mentees/{fatou.id}").text
    assert "Hold the interview" in page
    assert "Everything about the intake" in page
