"""A module that somebody reads for themselves, by a link of their own, with its quiz."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.core.viewer import SYSTEM, acting_as
from app.messages.models import Mail
from app.people.models import Stage
from app.readings import actions as readings
from app.readings import rules
from app.readings.models import Reading
from app.training import actions
from app.training.models import Completion, CompletionWay
from app.training.queries import modules
from tests import make
from tests.training import made

LINK = re.compile(r"http://[^\s]+/reading/[^\s]+")


def sent(person, module):
    found = readings.send_reading(person=person, module_id=module.id)
    db.session.commit()
    return urlsplit(found.address).path


def fresh(model):
    db.session.expire_all()
    return db.session.scalars(select(model)).one()


@pytest.mark.parametrize(
    ("right", "passes"),
    [([True] * 4 + [False], True), ([True] * 3 + [False] * 2, False), ([], False)],
)
def test_four_in_five_pass(right, passes):
    assert rules.passes(right) is passes


def test_a_question_is_right_with_all_the_right_options_and_no_other():
    options = [{"text": "a", "right": True}, {"text": "b", "right": True}, {"text": "c"}]
    quiz = [{"question": "?", "options": options}]
    scores = {
        chosen: rules.score(quiz, [set(chosen)])[0] for chosen in ((0, 1), (0,), (0, 1, 2), (2,))
    }
    assert scores == {(0, 1): True, (0,): False, (0, 1, 2): False, (2,): False}


def test_reading_and_passing_the_quiz_completes_the_module(app, client):
    module, marc = (
        made.module(),
        make.mentor(last_name="Verhaeghe", stage=Stage.TRAINING, language="en"),
    )
    address = sent(marc, module)
    page = client.get(address).text
    assert "Words of Listening" in page
    assert "Verhaeghe" not in page
    assert fresh(Reading).opened_at is not None
    wrong = client.post(address, data=made.RIGHT | {"answer-0": "1", "answer-1": "1"})
    assert "3 of 5 right" in wrong.text
    assert "Because of 1" in wrong.text
    assert make.count(Completion) == 0
    right = client.post(address, data=made.RIGHT | {"answer-4": "1"})
    assert "4 of 5 right. You have completed this module" in right.text
    row, reading = fresh(Completion), fresh(Reading)
    assert (row.way, row.hours, row.completed_on) == (CompletionWay.READING, 3.5, clock.today())
    assert (reading.tries, reading.best_score) == (2, 0.8)
    assert fresh_mentor_stage(marc) == Stage.EVALUATION
    client.post(address, data=made.RIGHT)
    assert (make.count(Completion), fresh(Reading).best_score) == (1, 1.0)


def fresh_mentor_stage(mentor):
    db.session.refresh(mentor)
    return mentor.stage


@pytest.mark.parametrize("answers", [{}, {"answer-0": "0"}, made.RIGHT | {"answer-2": "99"}])
def test_a_question_without_an_answer_is_asked_again_and_is_no_try(app, client, answers):
    address = sent(make.mentor(language="en"), made.module())
    answer = client.post(address, data=answers)
    assert answer.status_code == 409
    assert "Answer every question first" in answer.text
    assert fresh(Reading).tries == 0


def test_a_module_without_a_quiz_is_not_completed_by_reading(app, client):
    module = made.module(texts={"en": made.text("Listening", quiz=[])})
    address = sent(make.mentor(language="en"), module)
    assert "Quiz" not in client.get(address).text
    assert client.post(address, data={}).status_code == 409


def test_a_mentor_in_rotterdam_and_one_in_lille_read_the_same_module_each_in_their_language(
    installation, library
):
    texts = {"en": made.text("Listening"), "fr": made.text("Écouter"), "nl": made.text("Luisteren")}
    made.publish(library, texts=texts)
    for code, antenna, language, title in (
        ("nl", "ROT", "nl", "Luisteren"),
        ("fr", "LIL", "fr", "Écouter"),
    ):
        app = installation.apps[code]
        with app.app_context(), acting_as(SYSTEM):
            actions.refresh()
            reader = make.mentor(antenna=antenna, language=language, email="m@x.example")
            sent(reader, modules.module_of_slug("listening"))
            mail = db.session.scalars(select(Mail)).one()
            assert title in mail.subject
            link = LINK.search(mail.body)[0]
            page = app.test_client().get(link, headers={"Accept-Language": "en"}).text
            assert f'<html lang="{language}"' in page
            assert f"Words of {title}" in page
            db.session.remove()


def test_a_language_that_is_not_there_yet_is_said(app, client):
    address = sent(make.mentor(language="nl"), made.module())
    page = client.get(address).text
    assert '<html lang="nl"' in page
    assert '<div class="reading" lang="en">' in page


def test_a_new_link_ends_the_old_one_and_an_old_one_ends_by_itself(app, client):
    module, marc = made.module(), make.mentor()
    first, second = sent(marc, module), sent(marc, module)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    fresh(Reading).expires_at = clock.now() - timedelta(minutes=1)
    db.session.commit()
    assert client.get(second).status_code == 404
    assert client.post(second, data=made.RIGHT).status_code == 404
    for wrong in ("x", "a" * 500):
        assert client.get(f"/reading/{wrong}").status_code == 404


def test_nothing_is_sent_to_read_that_was_completed_or_retired(app):
    module, marc = made.module(), make.mentor()
    made.completion(marc, module)
    old = made.module("network", retired_at=clock.now())
    for one, reason in ((module, rules.ALREADY_COMPLETED), (old, rules.RETIRED)):
        with pytest.raises(Refused) as refusal:
            readings.send_reading(person=marc, module_id=one.id)
        assert refusal.value.reasons == [reason]


def test_the_key_itself_is_kept_nowhere(app):
    address = sent(make.mentor(), made.module())
    assert fresh(Reading).key_hash not in address
