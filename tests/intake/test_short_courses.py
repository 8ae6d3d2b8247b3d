"""A country that leaves out steps of the intake: nobody is stuck, in no page, list or gate."""

from datetime import date

import pytest

from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.home import queries as home
from app.information import actions as information
from app.information.rules import NO_SESSIONS, UNINFORMED
from app.intake.actions import decisions, steps
from app.listed_people.newcomers import stage_of
from app.matching.sides import look
from app.people.courses import ORDER
from app.people.models import Kind, Stage
from app.training.actions.completions import note_completion
from tests import make
from tests.practising import practise
from tests.training import made

TODAY = date(2026, 11, 20)
STEPS = {
    "short": '["registered", "interview"]',
    "untrained": '["registered", "information", "interview", "evaluation"]',
    "unevaluated": '["registered", "information", "interview", "training"]',
}


@pytest.fixture(autouse=True)
def today(on_day):
    on_day(TODAY)


@pytest.fixture
def has(app, monkeypatch, tmp_path):
    """`has("short")`: this country's mentors go through those steps; mentees have no session."""

    def leave_out(name, mentees='["registered", "interview"]'):
        stages = f"[mentee]\nsteps = {mentees}\n[mentor]\nsteps = {STEPS[name]}\n"
        practise(app, monkeypatch, tmp_path, stages=stages)

    return leave_out


def topics():
    found = db.session.execute(home.people(TODAY)).all()
    return {row.topic: row.id for row in found}


def interview(person, advice="go_on"):
    information.record_talk(person=person, held_on=TODAY)
    steps.record_interview(person=person, held_on=TODAY, advice=advice)
    db.session.commit()


def test_without_training_and_evaluation_a_mentor_is_decided_on_after_the_interview(has, app):
    has("short")
    marc = make.mentor(stage=Stage.REGISTERED)
    interview(marc)
    assert marc.stage == Stage.INTERVIEW
    assert topics()["decision"] == marc.id
    decisions.decide(person=marc, verdict=Stage.READY)
    assert (marc.stage, marc.trained_on) == (Stage.READY, None)


def test_without_training_a_ready_mentor_may_be_proposed(has, app):
    has("short")
    fatou = make.mentee(languages={"fr": "B2"})
    marc = make.mentor(languages={"fr": "B2"})
    db.session.commit()
    found = look(fatou.id, TODAY)
    assert found is not None
    assert [one.against for one in found.candidates if one.id == marc.id] == [[]]


def test_without_training_the_evaluation_follows_the_interview(has, app):
    has("untrained")
    marc = make.mentor(stage=Stage.REGISTERED)
    interview(marc)
    assert (marc.stage, topics()["evaluation"]) == (Stage.EVALUATION, marc.id)
    steps.record_evaluation(mentor=marc, held_on=TODAY, passed=True)
    decisions.decide(person=marc, verdict=Stage.READY)
    assert marc.stage == Stage.READY


def test_who_was_in_training_when_it_was_left_out_is_evaluated(has, app):
    has("untrained")
    marc = make.mentor(stage=Stage.TRAINING, interviewed_on=TODAY)
    assert topics()["evaluation"] == marc.id
    steps.record_evaluation(mentor=marc, held_on=TODAY, passed=True)
    assert marc.stage == Stage.EVALUATION
    decisions.decide(person=marc, verdict=Stage.READY)


def test_without_evaluation_a_trained_mentor_is_decided_on(has, app):
    has("unevaluated")
    marc = make.mentor(stage=Stage.TRAINING, interviewed_on=TODAY)
    with pytest.raises(Refused):
        decisions.decide(person=marc, verdict=Stage.READY)
    module = made.module()
    note_completion(person=marc, module_id=module.id, completed_on=TODAY, hours=3.5)
    db.session.commit()
    assert (marc.stage, marc.trained_on) == (Stage.TRAINING, TODAY)
    assert topics()["decision"] == marc.id
    decisions.decide(person=marc, verdict=Stage.READY)
    assert marc.stage == Stage.READY


def test_without_group_sessions_none_is_planned_and_nobody_is_invited(has, app):
    has("short")
    fatou = make.mentee(stage=Stage.REGISTERED, email="fatou@people.example")
    moment = clock.now().replace(year=2030)
    with pytest.raises(Refused) as planning:
        information.plan_session(antenna="GHE", audience="mentee", starts_at=moment)
    assert NO_SESSIONS in planning.value.reasons
    with pytest.raises(Refused) as inviting:
        information.invite(fatou)
    assert NO_SESSIONS in inviting.value.reasons


def test_a_session_planned_before_takes_nobody_any_more(has, app):
    session = make.information_session("GHE")
    has("short")
    with pytest.raises(Refused) as refusal:
        information.sign_up(session=session, person=make.mentee(stage=Stage.REGISTERED))
    assert NO_SESSIONS in refusal.value.reasons


def test_the_board_has_a_column_for_each_step_there_is(has, as_role):
    has("short")
    make.mentor(stage=Stage.REGISTERED)
    client = as_role("coordinator")
    page = client.get("/intake/?kind=mentor").text
    assert "Information session" not in page
    assert "Evaluation" not in page
    make.mentor("Paul", stage=Stage.EVALUATION)
    assert "Paul" in client.get("/intake/?kind=mentor").text, "nobody disappears"
    assert 'value="training"' not in client.get("/intake/people?kind=mentor").text
    assert 'value="training"' not in client.get("/mentors/").text


def test_the_page_of_somebody_leads_from_step_to_step(has, as_role):
    has("short")
    marc = make.mentor(stage=Stage.REGISTERED)
    client, address = as_role("coordinator"), f"/intake/people/{marc.id}/"
    assert "Inform by telephone" in client.get(address).text
    client.post(f"{address}talk", data={"held_on": "2026-11-20"})
    assert f"{address}interview" in client.get(address).text
    client.post(f"{address}interview", data={"held_on": "2026-11-20", "advice": "go_on"})
    assert f"{address}decision" in client.get(address).text
    done = client.post(f"{address}decision", data={"verdict": "ready"})
    assert done.status_code == 303
    db.session.refresh(marc)
    assert marc.stage == Stage.READY


@pytest.mark.parametrize(
    ("name", "stage"),
    [("short", "interview"), ("untrained", "evaluation"), ("unevaluated", "training")],
)
def test_a_mentor_of_a_file_stands_in_a_step_that_there_is(has, app, name, stage):
    has(name)
    assert stage_of(Kind.MENTOR, None) == stage


@pytest.mark.parametrize("stage", ORDER)
@pytest.mark.parametrize("name", STEPS)
def test_every_stage_shows_a_next_step_that_opens(has, as_role, name, stage):
    has(name)
    done = {} if stage in UNINFORMED else {"interviewed_on": TODAY}
    marc = make.mentor(stage=stage, **done)
    client = as_role("coordinator")
    page = client.get(f"/intake/people/{marc.id}/")
    assert page.status_code == 200
    assert client.get(f"/mentors/{marc.id}").status_code == 200
