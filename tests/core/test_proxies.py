"""Behind a proxy that ends TLS: links are https, and each visitor is counted for themselves."""

from dataclasses import replace

import pytest
from flask import request

from app import create_app
from app.accounts import rules
from app.core.viewer import SYSTEM, acting_as
from tests import make
from tests.installation import CONFIG
from tests.visitor import Visitor

WRONG = {"email": "nobody@staff.example", "password": "not the right one"}


@pytest.fixture
def behind(installation, monkeypatch):
    """`behind(n)` is Belgium on https behind so many proxies."""

    def make_app(number, url="https://be.example.org"):
        monkeypatch.setenv("TANDEM_PROXIES", number)
        told = {"public_url": url, "second_factor": False}
        settings = replace(installation.settings["be"], **told)
        app = create_app(installation.tenants["be"], settings, CONFIG)
        app.test_client_class = Visitor
        app.extensions["tandem.current"] = True
        installation.others.append(app)
        return app

    return make_app


def asked_from(app, address, client=None):
    """Whom the application takes for the visitor; what reaches it is plain http."""
    headers = {"X-Forwarded-For": address, "X-Forwarded-Host": "evil.example"}
    seen = []
    app.before_request_funcs.setdefault(None, []).append(
        lambda: seen.append((request.remote_addr, request.scheme, request.host))
    )
    answer = (client or app.test_client()).get(
        "/accounts/sign-in", headers=headers, base_url="http://be.example.org"
    )
    return seen[-1], answer


def test_by_default_nobody_can_say_that_they_are_somebody_else(behind):
    (address, scheme, host), _ = asked_from(behind(""), "203.0.113.7")
    assert (address, scheme, host) == ("127.0.0.1", "https", "be.example.org")


def test_the_proxy_in_front_is_believed_and_nobody_before_it(behind):
    """What a visitor writes there themselves comes further to the left."""
    (address, _, host), _ = asked_from(behind("1"), "198.51.100.1, 203.0.113.7")
    assert (address, host) == ("203.0.113.7", "be.example.org")


def test_who_guesses_passwords_does_not_lock_the_others_out(behind):
    app = behind("1")
    for number in range(rules.MOST_FAILURES_OF_AN_ADDRESS + 1):
        sent = WRONG | {"email": f"{number}@staff.example"}
        answer = app.test_client().post(
            "/accounts/sign-in", data=sent, headers={"X-Forwarded-For": "203.0.113.7"}
        )
    assert answer.status_code == 429
    with app.app_context(), acting_as(SYSTEM):
        make.member(email="alice@staff.example")
    right = {"email": "alice@staff.example", "password": make.PASSWORD}
    answer = app.test_client().post(
        "/accounts/sign-in", data=right, headers={"X-Forwarded-For": "203.0.113.8"}
    )
    assert answer.status_code == 303


def test_on_https_links_of_a_page_are_https_and_browsers_stay_with_it(behind):
    app = behind("")
    with app.app_context(), acting_as(SYSTEM):
        client = make.browser(app, make.user("administrator"))
    sent = {"email": "new@staff.example", "name": "New", "role": "auditor"}
    answer = client.post("/accounts/invitation", data=sent, base_url="http://be.example.org")
    assert "https://be.example.org/accounts/invitations/" in answer.text
    assert "http://be.example.org" not in answer.text
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_on_this_machine_nothing_is_https(behind):
    (_, scheme, _), answer = asked_from(behind("", "http://be.example.org"), "203.0.113.7")
    assert scheme == "http"
    assert "Strict-Transport-Security" not in answer.headers
