"""The public form follows what the country asks: pages, checks, the last look and the profile."""

import re

import pytest
from sqlalchemy import select

from app.core.db import db
from app.core.practice_schemas import OPTIONAL, REACH
from app.people.models import Mentee, Mentor
from app.registration import words
from app.registration.models import RegistrationDraft
from app.registration.questions import FIELDS, PLACES
from app.registration.schemas import contact_schema
from tests.practising import practise
from tests.registration.conftest import MENTEE, MENTOR, fill_in

EVERYTHING = """
[mentee]
phone = { required = true }
postal_code = { asked = false }
gender = { asked = true }
diploma = { asked = true, required = true }
job_seeker_since = { asked = true }
occupation = { asked = false }
goal = { asked = true, required = true }
availability = { asked = true, required = true }
[mentor]
function_level = { asked = false }
still_working = { required = false }
sectors = { asked = false }
partner_company = { required = true }
availability = { asked = true }
"""
ASKED = MENTEE | {
    "/register/mentee": MENTEE["/register/mentee"] | {"gender": "f"},
    "/register/steps/2": MENTEE["/register/steps/2"]
    | {"isced": "6", "diploma_recognised": "false", "job_seeker_since": "2025-10-01"},
    "/register/steps/3": {
        name: text for name, text in MENTEE["/register/steps/3"].items() if name != "postal_code"
    },
    "/register/steps/4": {"goal": "job", "availability": "mon-am", "antenna": "BRU"},
}


@pytest.fixture
def asking(app, monkeypatch, tmp_path):
    practise(app, monkeypatch, tmp_path, forms=EVERYTHING)


def one(model):
    return db.session.scalars(select(model)).one()


def test_every_question_that_a_file_may_name_has_its_place_and_its_words():
    for kind, names in OPTIONAL.items():
        placed = [name for step in PLACES[kind].values() for name in step]
        assert sorted(placed) == sorted((*names, *REACH))
        for name in placed:
            assert all(words.question(kind, field) for field in FIELDS[name])


def test_what_is_asked_is_asked_and_what_is_not_is_not(asking, send, client):
    assert 'name="gender"' in client.get("/register/mentee").text
    send("/register/mentee", **ASKED["/register/mentee"])
    situation = client.get("/register/steps/2").text
    assert re.search(r'name="isced" required', situation)
    assert 'name="job_seeker_since"' in situation
    send("/register/steps/2", **ASKED["/register/steps/2"])
    assert 'name="postal_code"' not in client.get("/register/steps/3").text
    send("/register/steps/3", **ASKED["/register/steps/3"])
    wishes = client.get("/register/steps/4").text
    assert 'name="occupation"' not in wishes
    assert 'name="goal" required' in wishes
    assert 'name="antenna"' in wishes, "without a postal code people choose where they go"


@pytest.mark.parametrize(
    ("url", "missing"),
    [
        ("/register/steps/2", "isced"),
        ("/register/steps/3", "phone"),
        ("/register/steps/4", "goal"),
        ("/register/steps/4", "availability"),
    ],
)
def test_nobody_goes_on_without_what_is_required(asking, send, client, url, missing):
    steps = {**ASKED, url: {k: v for k, v in ASKED[url].items() if k != missing}}
    answer = fill_in(send, steps)
    assert answer.status_code == 422
    assert f'id="e-f-{missing}"' in answer.text


def test_what_was_asked_is_read_again_and_reaches_the_profile(asking, send, client):
    assert fill_in(send, ASKED).location == "/register/review"
    page = client.get("/register/review").text
    for said in ("Woman", "Bachelor", "A job", "Monday morning", "Is this diploma recognised"):
        assert said in page
    assert send("/register/review", consent="true").location == "/register/thanks"
    fatou = one(Mentee)
    assert (fatou.gender, fatou.isced, fatou.diploma_recognised) == ("f", 6, False)
    assert (fatou.goal, fatou.availability, fatou.occupation) == ("job", ["mon-am"], None)
    assert (str(fatou.job_seeker_since), fatou.postal_code) == ("2025-10-01", None)


def test_a_mentor_is_asked_as_the_country_wishes(asking, send, client):
    send("/register/mentor", born_on="1966-05-06", working_experience="true")
    work = {k: v for k, v in MENTOR["/register/steps/2"].items() if k.startswith("speaks_")}
    assert send("/register/steps/2", **work).status_code == 422
    assert send("/register/steps/2", **work, partner_company="Acme").status_code == 303
    send("/register/steps/3", **MENTOR["/register/steps/3"])
    assert send("/register/steps/4").location == "/register/review"
    send("/register/review", consent="true")
    marc = one(Mentor)
    assert (marc.partner_company, marc.function_level, marc.still_working) == ("Acme", None, None)
    assert (marc.sector_codes, marc.availability) == ([], [])


def test_a_question_that_is_new_opens_the_step_of_an_unfinished_form(
    send, client, app, monkeypatch, tmp_path
):
    fill_in(send, MENTEE)
    assert client.get("/register/review").status_code == 200
    practise(app, monkeypatch, tmp_path, forms="[mentee]\ngender = { asked = true }\n")
    assert client.get("/register/review").status_code == 200, "it may be left empty"
    changed = "[mentee]\ngender = { asked = true, required = true }\n"
    practise(app, monkeypatch, tmp_path / "again", forms=changed)
    assert client.get("/register/review").location == "/register/steps/1"
    assert one(RegistrationDraft).answers["first_name"] == "Fatou"


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_the_form_is_whole_in_every_language(asking, send, client, language):
    fill_in(send, ASKED)
    for number in (1, 2, 3, 4):
        page = client.get(f"/register/steps/{number}", headers={"Accept-Language": language}).text
        assert f'<html lang="{language}"' in page
        asked = set(ASKED[f"/register/steps/{number}"]) if number > 1 else {"gender"}
        assert all(f'name="{name}"' in page for name in asked)


def test_every_country_can_be_chosen_however_often_the_form_is_opened(client):
    for _ in range(2):
        page = client.get("/register/mentee").text
        assert page.count('<option value="BE"') == 1
        assert page.index('value="BE"') < page.index('value="AF"')


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, ["phone", "postal_code"]),
        ({"phone": "12"}, ["phone", "postal_code"]),
        ({"email": "fatou@people.example"}, ["postal_code"]),
    ],
)
def test_whatever_is_missing_is_told_at_once(app, said, told):
    names = {"first_name": "Fatou", "last_name": "Diallo"}
    mistakes = contact_schema("mentee").validate(names | said)
    assert sorted(mistakes) == told
    assert all(len(texts) == 1 for texts in mistakes.values())
