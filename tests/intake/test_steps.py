"""The steps of one person and the decision, with the database."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core.db import db
from app.core.errors import Refused
from app.core.viewer import Viewer, acting_as
from app.intake.actions import decisions, steps
from app.intake.merging import merging
from app.intake.models import Decision, Evaluation, Interview
from app.intake.queries import board
from app.intake.rules import stages as rules
from app.intake.wording import proposed_words
from app.messages.models import Mail
from app.people.models import Person, Stage
from app.training.actions.completions import note_completion
from tests import make
from tests.training import made

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def today(on_day):
    on_day(TODAY)


def refused(call):
    with pytest.raises(Refused) as refusal:
        call()
    return refusal.value.reasons


def test_nobody_is_interviewed_before_being_informed(app):
    fatou = make.mentee(stage=Stage.INFORMATION)
    call = lambda: steps.record_interview(person=fatou, held_on=TODAY, advice="go_on")  # noqa: E731
    assert refused(call) == [rules.NOT_INFORMED]


def test_an_interview_keeps_its_answers_and_leads_a_mentor_to_the_training(app):
    marc = make.mentor(stage=Stage.INTERVIEW)
    interview = steps.record_interview(
        person=marc, held_on=TODAY, advice="go_on", motives="To give back", network=None
    )
    assert interview.answers == {"motives": "To give back"}
    assert (marc.stage, marc.interviewed_on) == (Stage.TRAINING, TODAY)


def test_a_mentee_stays_in_the_interview_until_the_decision(app):
    fatou = make.mentee(stage=Stage.INTERVIEW)
    steps.record_interview(person=fatou, held_on=TODAY, advice="go_on")
    assert fatou.stage == Stage.INTERVIEW
    assert due(board.decision_due()) == [fatou.id]


def test_eight_modules_complete_the_training_and_seven_do_not(app):
    marc, course = make.mentor(stage=Stage.TRAINING), made.course()
    for number, module in enumerate(course):
        assert (marc.stage, marc.trained_on) == (Stage.TRAINING, None)
        held_on = TODAY - timedelta(days=20 - number)
        note_completion(person=marc, module_id=module.id, completed_on=held_on, hours=3.5)
    assert (marc.stage, marc.trained_on) == (Stage.EVALUATION, TODAY - timedelta(days=13))
    assert due(board.evaluation_due()) == [marc.id]
    steps.record_evaluation(mentor=marc, held_on=TODAY, passed=True)
    assert db.session.scalars(select(Evaluation.half_days)).one() == 8


def test_who_was_trained_before_goes_on_from_the_interview_to_the_evaluation(app):
    marc = make.mentor(stage=Stage.INTERVIEW, trained_on=TODAY)
    steps.record_interview(person=marc, held_on=TODAY, advice="go_on")
    assert marc.stage == Stage.EVALUATION


def test_only_an_evaluation_that_was_passed_opens_the_way_to_a_duo(app):
    marc = make.mentor(stage=Stage.EVALUATION, interviewed_on=TODAY, trained_on=TODAY)
    decide = lambda: decisions.decide(person=marc, verdict=Stage.READY)  # noqa: E731
    steps.record_evaluation(mentor=marc, held_on=TODAY, passed=False)
    assert refused(decide) == [rules.NOT_EVALUATED]
    steps.record_evaluation(mentor=marc, held_on=TODAY, passed=True)
    decide()
    assert (marc.stage, marc.evaluated_on, make.count(Evaluation)) == (Stage.READY, TODAY, 2)


def test_a_decision_is_told_in_kind_words_in_the_language_of_the_person(app):
    fatou = make.mentee(stage=Stage.INTERVIEW, email="f@people.example", language="nl")
    words = proposed_words(fatou, "declined", "permit")
    assert "Fatou" in words
    assert "contact@be.tandem.example" in words
    decisions.decide(person=fatou, verdict="declined", reason="permit", words=words, send=True)
    mail = db.session.scalars(select(Mail)).one()
    assert (mail.kind, mail.language, fatou.stage) == ("intake_decision", "nl", Stage.DECLINED)
    assert mail.body.strip() == words.strip()


def test_without_an_address_nothing_is_sent(app):
    fatou = make.mentee(stage=Stage.REGISTERED)
    decisions.decide(person=fatou, verdict="withdrawn", reason="moved", words="Bye", send=True)
    assert make.count(Mail) == 0


def test_a_decision_can_be_taken_back_with_a_reason_and_stays_written(app):
    fatou = make.mentee(stage=Stage.INFORMATION)
    decisions.decide(person=fatou, verdict="declined", reason="permit")
    decisions.reopen(person=fatou, reason="The permit has come")
    decision = db.session.scalars(select(Decision)).one()
    assert fatou.stage == Stage.INFORMATION
    assert (decision.reopened_on, decision.reopening_reason) == (TODAY, "The permit has come")
    call = lambda: decisions.reopen(person=fatou, reason="again")  # noqa: E731
    assert refused(call) == [rules.NOT_DECIDED]


def test_a_profile_from_a_file_is_reopened_at_its_last_step(app):
    assert decisions.reopen(person=make.mentee(), reason="x").stage == Stage.INTERVIEW


def test_the_event_of_a_decision_holds_the_code_and_not_the_words(app):
    fatou = make.mentee(stage=Stage.INTERVIEW)
    decisions.decide(person=fatou, verdict="declined", reason="permit", words="secret words")
    assert "secret" not in str(make.last_event().facts)


def due(condition):
    return list(db.session.scalars(select(Person.id).where(condition)))


def test_the_board_stays_behind_the_wall(app):
    here, there = make.antenna("GHE"), make.antenna("LIE")
    make.mentee("Ana", stage=Stage.REGISTERED, antenna="GHE")
    for n in range(board.CARDS_AT_MOST + 1):
        early = TODAY - timedelta(days=99)
        make.mentee(f"L{n}", stage=Stage.REGISTERED, antenna="LIE", stage_since=early)
    with acting_as(Viewer(name="Alice", user_id=1, antenna_ids=frozenset({here.id}))):
        cards = board.cards_by_stage("mentee", None, [Stage.REGISTERED], TODAY)
        counts = board.counts_by_stage("mentee", None, TODAY)
    assert [card.person.first_name for card in cards[Stage.REGISTERED]] == ["Ana"]
    assert counts[Stage.REGISTERED].people == 1
    assert there.id != here.id


def test_a_merged_profile_takes_its_intake_along(app):
    kept, gone = make.mentee("Ana"), make.mentee("Anna")
    for person in (kept, gone):
        person.stage = Stage.INTERVIEW
        steps.record_interview(person=person, held_on=TODAY, advice="go_on")
    moved = {row["table"] for row in merging(kept, gone)}
    db.session.expire_all()
    assert moved == {"interviews"}
    assert set(db.session.scalars(select(Interview.person_id))) == {kept.id}
