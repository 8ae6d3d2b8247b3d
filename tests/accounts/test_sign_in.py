"""Coming in with a password: through the page, as a browser does."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts import passwords, rules
from app.accounts.entrance_routes import own_address
from app.accounts.models import FailedSignIn, SignIn
from app.core import clock
from app.core.db import db
from app.core.events import Event
from tests import make

EMAIL = "alice@staff.example"


def sign_in(client, password=make.PASSWORD, email=EMAIL, **more):
    return client.post("/accounts/sign-in", data={"email": email, "password": password, **more})


def own_page(client):
    return client.get("/accounts/me/")


def test_the_right_password_lets_in_and_leaves_an_event(app, client):
    make.member(email=EMAIL)
    answer = sign_in(client, next="/accounts/me/sessions")
    assert answer.status_code == 303
    assert answer.location == "/accounts/me/sessions"
    assert own_page(client).status_code == 200
    assert make.last_event().name == "account.signed_in"
    assert make.last_event().actor == "Alice Martin"


def test_the_address_may_be_typed_in_capitals(app, client):
    make.member(email=EMAIL)
    assert sign_in(client, email=" Alice@Staff.Example ").status_code == 303


def test_a_page_asked_for_before_is_shown_after(client):
    answer = client.get("/accounts/me/tokens?x=1")
    assert answer.status_code == 303
    assert "next=/accounts/me/tokens" in answer.location.replace("%2F", "/")


def but_for(typed: str, answer) -> str:
    """Without what was typed, and without the token, which carries the second it was made."""
    return re.sub(r'(name="csrf_token" value=")[^"]*', r"\1", answer.text).replace(typed, "")


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(app, client):
    make.member(email=EMAIL)
    wrong, unknown = sign_in(client, "not this one, surely"), sign_in(client, email="bob@x.example")
    assert wrong.status_code == unknown.status_code == 422
    assert but_for(EMAIL, wrong) == but_for("bob@x.example", unknown)


def test_an_unknown_address_costs_a_hash_too(monkeypatch, app, client):
    """Counted, because a clock of a busy machine proves nothing."""
    verified = []
    verify = passwords.HASHER.verify
    monkeypatch.setattr(
        passwords.HASHER, "verify", lambda p, h: verified.append(h) or verify(p, h), raising=True
    )
    sign_in(client, email="bob@x.example")
    make.user(email="invited@staff.example", password_hash=None)
    sign_in(client, email="invited@staff.example")
    assert len(verified) == 2


def test_a_failure_is_counted_although_the_request_is_refused(app, client):
    make.member(email=EMAIL)
    sign_in(client, "wrong")
    assert make.count(FailedSignIn) == 2
    event = make.last_event()
    assert event.name == "account.sign_in_failed"
    assert EMAIL not in str(event.facts)


def test_what_was_tried_cannot_be_read_back(app, client):
    sign_in(client, "wrong", email="bob@x.example")
    keys = db.session.scalars(select(FailedSignIn.key)).all()
    assert all(len(key) == 64 and "bob" not in key for key in keys)
    texts = [f"{e.actor}{e.facts}" for e in db.session.scalars(select(Event))]
    assert not any("bob" in text for text in texts)


@pytest.mark.parametrize("email", [EMAIL, "nobody@staff.example"])
def test_after_ten_failures_even_the_right_password_waits(app, client, email, monkeypatch):
    make.member(email=EMAIL)
    for _ in range(rules.MOST_FAILURES_OF_AN_ACCOUNT):
        assert sign_in(client, "wrong", email=email).status_code == 422
    locked = sign_in(client, email=email)
    assert locked.status_code == 429
    assert str(rules.LOCKED.text) in locked.text
    later = clock.now() + rules.FAILURES_WINDOW + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert sign_in(client).status_code == 303


def test_another_account_is_not_locked_with_it(app, client):
    make.member(email=EMAIL)
    for _ in range(rules.MOST_FAILURES_OF_AN_ACCOUNT):
        sign_in(client, "wrong", email="bob@x.example")
    assert sign_in(client).status_code == 303


def test_an_address_is_locked_after_fifty(app, client):
    make.member(email=EMAIL)
    key = [f"{number}@x.example" for number in range(rules.MOST_FAILURES_OF_AN_ADDRESS)]
    for email in key:
        sign_in(client, "wrong", email=email)
    assert sign_in(client).status_code == 429
    elsewhere = client.post(
        "/accounts/sign-in",
        data={"email": EMAIL, "password": make.PASSWORD},
        environ_base={"REMOTE_ADDR": "192.0.2.7"},
    )
    assert elsewhere.status_code == 303


def test_a_session_begins_anew(app, client):
    make.member(email=EMAIL)
    with client.session_transaction() as session:
        session["planted"], session["language"] = "by somebody else", "nl"
    sign_in(client)
    with client.session_transaction() as session:
        assert "planted" not in session
        assert session["language"] == "nl"


def test_a_session_that_was_signed_out_cannot_be_used_again(app, client):
    make.member(email=EMAIL)
    sign_in(client)
    stolen = app.test_client()
    stolen.set_cookie(
        app.config["SESSION_COOKIE_NAME"],
        client.get_cookie(app.config["SESSION_COOKIE_NAME"], domain=host(app)).value,
        domain=host(app),
    )
    assert own_page(stolen).status_code == 200
    assert client.post("/accounts/sign-out").status_code == 303
    assert own_page(stolen).status_code == 303
    assert make.last_event().name == "account.signed_out"


def test_a_remembered_device_comes_back_without_its_session(app, client):
    make.member(email=EMAIL)
    sign_in(client, remember="true")
    client.delete_cookie(app.config["SESSION_COOKIE_NAME"], domain=host(app))
    assert own_page(client).status_code == 200


def test_a_device_that_was_not_to_be_remembered_does_not(app, client):
    make.member(email=EMAIL)
    sign_in(client)
    client.delete_cookie(app.config["SESSION_COOKIE_NAME"], domain=host(app))
    assert own_page(client).status_code == 303


def test_signing_out_forgets_a_remembered_device(app, client):
    make.member(email=EMAIL)
    sign_in(client, remember="true")
    client.post("/accounts/sign-out")
    assert client.get_cookie(app.config["REMEMBER_COOKIE_NAME"], domain=host(app)) is None


def test_a_session_ends_by_itself(app, client, monkeypatch):
    make.member(email=EMAIL)
    sign_in(client)
    tomorrow = clock.now() + timedelta(hours=13)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    assert own_page(client).status_code == 303


def test_neither_the_invited_nor_the_closed_come_in(app, client):
    make.user(email="invited@staff.example", password_hash=None)
    make.member(email=EMAIL, closed_at=clock.now())
    assert sign_in(client, email="invited@staff.example").status_code == 422
    assert sign_in(client).status_code == 422
    assert make.count(SignIn) == 0


@pytest.mark.parametrize(
    ("asked", "followed"),
    [
        ("/duos/7?x=1", "/duos/7?x=1"),
        ("", "/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("duos", "/"),
        ("/accounts/sign-in?next=/x", "/"),
    ],
)
def test_only_a_path_of_our_own_is_followed(asked, followed):
    assert own_address(asked) == followed


def test_a_visitor_chooses_a_language_and_comes_back(client):
    sent = {"language": "nl", "next": "/accounts/sign-in"}
    assert client.post("/accounts/language", data=sent).status_code == 303
    assert '<html lang="nl"' in client.get("/accounts/sign-in").text


def test_a_language_the_tenant_does_not_have_changes_nothing(client):
    client.post("/accounts/language", data={"language": "es", "next": "/"})
    assert '<html lang="es"' not in client.get("/accounts/sign-in").text


def test_the_language_of_an_account_is_kept(app, client):
    user = make.member(email=EMAIL)
    sign_in(client)
    client.post("/accounts/language", data={"language": "nl", "next": "/accounts/me/"})
    assert user.language == "nl"
    assert '<html lang="nl"' in own_page(client).text


def test_a_forged_form_changes_nothing(installation):
    app = installation.app("be", WTF_CSRF_ENABLED=True)
    with app.app_context():
        make.member(email=EMAIL)
        assert sign_in(app.test_client()).status_code == 400


def host(app):
    return app.config["SERVER_NAME"].split(":")[0]
