"""The second step: setting it up, coming in with it, and losing the telephone."""

import re
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from app.accounts import rules
from app.accounts.actions import second_step
from app.accounts.models import RecoveryCode
from app.core import clock
from app.core.db import db
from tests import make

EMAIL = "alice@staff.example"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PAGE = "/accounts/me/second-factor"


def code_at(moment, secret=SECRET):
    return pyotp.TOTP(secret).at(moment)


@pytest.fixture
def watch(monkeypatch):
    """A watch that stands still until it is moved."""
    moments = [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: moments[-1])

    def forward(**how_much):
        moments.append(moments[-1] + timedelta(**how_much))
        return moments[-1]

    return forward


def protected(**more):
    return make.member(email=EMAIL, totp_secret=SECRET, totp_since=clock.now(), **more)


def password_step(client, **more):
    sent = {"email": EMAIL, "password": make.PASSWORD, **more}
    return client.post("/accounts/sign-in", data=sent)


def code_step(client, code):
    return client.post("/accounts/sign-in/code", data={"code": code})


def test_it_is_set_up_with_a_first_code(app, as_role):
    client = as_role("coordinator", email=EMAIL)
    page = client.get(PAGE)
    assert "data:image/svg+xml" in page.text
    secret = re.search(r"<code>([A-Z2-7 ]{32,})</code>", page.text)[1].replace(" ", "")
    assert client.get(PAGE).text.count(page.text.split("<code>")[1].split("</code>")[0]) == 1
    done = client.post(PAGE, data={"code": code_at(clock.now(), secret)})
    codes = re.findall(r"<code>([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})</code>", done.text)
    assert len(set(codes)) == rules.RECOVERY_CODES
    kept = db.session.scalars(select(RecoveryCode.code_hash)).all()
    assert not set(codes) & set(kept)
    assert client.get(PAGE).text.count("<code>") == 0


def test_a_wrong_first_code_turns_nothing_on(app, as_role):
    client = as_role("coordinator", email=EMAIL)
    client.get(PAGE)
    assert client.post(PAGE, data={"code": "000000"}).status_code == 409
    assert "data:image/svg+xml" in client.get(PAGE).text


def test_the_password_alone_opens_nothing(app, client, watch):
    protected()
    answer = password_step(client)
    assert answer.location == "/accounts/sign-in/code"
    assert client.get("/accounts/me/").status_code == 303
    assert code_step(client, "123456").status_code == 422
    assert code_step(client, code_at(clock.now())).status_code == 303
    assert client.get("/accounts/me/").status_code == 200


def test_the_page_asked_for_is_remembered_over_both_steps(app, client, watch):
    protected()
    password_step(client, next="/accounts/me/tokens")
    assert code_step(client, code_at(clock.now())).location == "/accounts/me/tokens"


@pytest.mark.parametrize(("seconds", "status"), [(-30, 303), (30, 303), (-90, 422), (90, 422)])
def test_a_clock_may_be_half_a_minute_off(app, client, watch, seconds, status):
    protected()
    password_step(client)
    code = code_at(clock.now() + timedelta(seconds=seconds))
    assert code_step(client, code).status_code == status


def test_a_code_is_accepted_once(app, client, watch):
    protected()
    code = code_at(clock.now())
    password_step(client)
    assert code_step(client, code).status_code == 303
    again = app.test_client()
    password_step(again)
    assert code_step(again, code).status_code == 422
    assert code_step(again, code_at(watch(seconds=30))).status_code == 303


def test_the_second_step_waits_ten_minutes(app, client, watch):
    protected()
    password_step(client)
    assert code_step(client, code_at(watch(minutes=11))).status_code == 422
    assert str(rules.DEAD_LINK.text) in code_step(client, code_at(clock.now())).text


def test_codes_cannot_be_tried_without_end(app, client, watch):
    protected()
    for _ in range(rules.MOST_FAILURES_OF_AN_ACCOUNT):
        password_step(client)  # a right password does not forgive wrong codes
        assert code_step(client, "000000").status_code == 422
    assert password_step(client).status_code == 429
    assert code_step(client, code_at(clock.now())).status_code == 429


def test_a_recovery_code_opens_once_however_it_is_typed(app, client, watch):
    user = protected()
    code = second_step.renew_codes(user=user, present=make.PASSWORD)[0]
    password_step(client)
    assert code_step(client, code.upper().replace("-", " ")).status_code == 303
    again = app.test_client()
    password_step(again)
    assert code_step(again, code).status_code == 422


def test_new_recovery_codes_replace_the_old_ones(app, watch):
    user = protected()
    old = second_step.renew_codes(user=user, present=make.PASSWORD)
    client = make.browser(app, user)
    page = client.post("/accounts/me/recovery-codes", data={"present": make.PASSWORD})
    assert page.text.count("<code>") == rules.RECOVERY_CODES
    assert not any(second_step.accept_code(user, code) for code in old)


def test_turning_it_off_asks_for_the_password(app, watch):
    user = protected()
    client = make.browser(app, user)
    where = "/accounts/me/second-factor/removal"
    assert client.post(where, data={"present": "not this"}).status_code == 409
    assert client.post(where, data={"present": make.PASSWORD}).status_code == 303
    assert not user.has_second_factor
    assert make.count(RecoveryCode) == 0


class TestWhereItIsRequired:
    @pytest.fixture
    def strict(self, installation):
        app = installation.app("be", SECOND_FACTOR_REQUIRED=True)
        with app.app_context():
            yield app

    def test_nothing_else_is_open_until_it_is_set_up(self, strict):
        client = make.browser(strict, make.member(email=EMAIL))
        answer = client.get("/accounts/me/tokens")
        assert (answer.status_code, answer.location) == (303, PAGE)
        assert client.post("/accounts/me/tokens", data={"name": "x"}).status_code == 403
        page = client.get(PAGE)
        assert page.status_code == 200
        secret = re.search(r"<code>([A-Z2-7 ]{32,})</code>", page.text)[1].replace(" ", "")
        assert client.post(PAGE, data={"code": code_at(clock.now(), secret)}).status_code == 200
        assert client.get("/accounts/me/tokens").status_code == 200

    def test_one_can_sign_out_and_choose_a_language(self, strict):
        client = make.browser(strict, make.member(email=EMAIL))
        sent = {"language": "nl", "next": PAGE}
        assert client.post("/accounts/language", data=sent).status_code == 303
        assert client.post("/accounts/sign-out").location == "/accounts/sign-in"

    def test_a_role_that_opens_little_is_not_held(self, strict):
        client = make.browser(strict, make.member(email=EMAIL, role="auditor"))
        assert client.get("/accounts/me/tokens").status_code == 200

    def test_it_cannot_be_turned_off(self, strict):
        client = make.browser(strict, protected())
        sent = {"present": make.PASSWORD}
        assert client.post("/accounts/me/second-factor/removal", data=sent).status_code == 409


def test_where_it_is_offered_nobody_is_held(as_role):
    assert as_role("coordinator").get("/accounts/me/tokens").status_code == 200
