"""Machines are turned away politely, and nobody has to solve anything."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.db import db
from app.core.errors import Refused
from app.registration import protection, tokens
from app.registration.actions import begin_draft
from app.registration.models import RegistrationDraft
from tests.registration.conftest import MENTEE, MENTOR, TOKEN, fill_in

FIRST = MENTEE["/register/mentee"]


def forms():
    return db.session.scalars(select(RegistrationDraft)).all()


def test_a_filled_bait_is_refused_politely(client, quick):
    token = TOKEN.search(client.get("/register/mentee").text)[1]
    sent = {"form_token": token, "website": "https://spam.example", **FIRST}
    answer = client.post("/register/mentee", data=sent)
    assert answer.status_code == 400
    assert "This is not your fault" in answer.text
    assert forms() == []


@pytest.mark.parametrize("token", ["", "made-up", None])
def test_a_form_without_our_token_is_refused(client, quick, token):
    sent = FIRST | ({"form_token": token} if token is not None else {})
    assert client.post("/register/mentee", data=sent).status_code == 400


def test_a_form_sent_at_once_is_refused(client):
    token = TOKEN.search(client.get("/register/mentee").text)[1]
    answer = client.post("/register/mentee", data={"form_token": token, **FIRST})
    assert answer.status_code == 400
    assert forms() == []


def test_a_mistake_may_be_put_right_at_once(client, monkeypatch):
    token = TOKEN.search(client.get("/register/mentee").text)[1]
    monkeypatch.setattr(protection, "READING_TIME", timedelta(0))
    wrong = client.post("/register/mentee", data={"form_token": token})
    assert (wrong.status_code, TOKEN.search(wrong.text)[1]) == (422, token)
    right = client.post("/register/mentee", data={"form_token": token, **FIRST})
    assert right.status_code == 303


def test_who_is_taken_for_a_machine_goes_on_with_what_was_kept(send, client):
    send("/register/mentee", **FIRST)
    refused = client.post("/register/steps/2", data={"form_token": "too old"})
    assert refused.status_code == 400
    assert 'href="/register/review"' in refused.text
    assert client.get("/register/review").location == "/register/steps/2"


def test_no_code_is_told_before_there_is_a_form_to_go_on_with(send, client):
    send("/register/mentee", **FIRST)
    assert "code-shown" in client.get("/register/steps/1").text
    assert "code-shown" not in client.get("/register/mentor").text


def test_a_whole_form_in_a_blink_is_refused_at_its_end(send, monkeypatch):
    fill_in(send, MENTEE)
    monkeypatch.setattr(protection, "FILLING_TIME", timedelta(seconds=15))
    assert send("/register/review", consent="true").status_code == 400


def test_a_token_grows_old(app, monkeypatch):
    token = tokens.form_token()
    assert tokens.read_form_token(token) is not None
    monkeypatch.setattr(tokens, "FORM_LASTS", timedelta(seconds=-1))
    assert tokens.read_form_token(token) is None


def test_a_token_of_another_tenant_is_worth_nothing(app, neighbour):
    with neighbour.app_context():
        theirs = tokens.form_token()
    assert tokens.read_form_token(theirs) is None


def test_one_address_cannot_knock_without_end(installation):
    busy = installation.app("be", RATELIMIT_ENABLED=True, RATELIMIT_STORAGE_URI="memory://")
    client = busy.test_client()
    answers = [client.post("/register/resume", data={"code": "x"}).status_code for _ in range(12)]
    assert answers[-1] == 429


def test_a_used_token_begins_no_other_form_either(client, quick):
    token = TOKEN.search(client.get("/register/mentee").text)[1]
    assert client.post("/register/mentee", data={"form_token": token, **FIRST}).status_code == 303
    mentor = {"form_token": token, **MENTOR["/register/mentor"]}
    assert client.post("/register/mentor", data=mentor).status_code == 400
    with pytest.raises(Refused):
        begin_draft("mentee", tokens.read_form_token(token).nonce)
