"""Only a token that is valid opens the doors for programs, and only as far as it reaches."""

import re
from datetime import timedelta

import pytest

from app.core import clock
from app.core.openapi import api_document, operations
from tests import make


def every_address():
    return [
        (method, re.sub(r"{\w+_id}", "1", path))
        for path, method, _operation in operations(api_document())
    ]


@pytest.mark.parametrize("sent", [None, "Bearer", "Bearer nonsense", "Basic YTpi", "token"])
def test_no_address_opens_without_a_valid_token(app, client, sent):
    addresses = every_address()
    assert len(addresses) >= 40
    for method, address in addresses:
        headers = {"Authorization": sent} if sent else {}
        answer = client.open(address, method=method.upper(), headers=headers)
        assert answer.status_code == 401, address
        assert answer.content_type == "application/problem+json"
        assert answer.headers["WWW-Authenticate"].startswith('Bearer realm="Tandem"')
        assert ("invalid_token" in answer.headers["WWW-Authenticate"]) is (sent is not None)


def test_a_cookie_gives_nothing(as_role):
    assert as_role("director").get("/api/v1/mentees").status_code == 401


def test_a_token_of_another_tenant_is_none(app, neighbour):
    headers = make.program(make.user(role="director"))
    assert app.test_client().get("/api/v1/duos", headers=headers).status_code == 200
    assert neighbour.test_client().get("/api/v1/duos", headers=headers).status_code == 401


def test_a_token_ends_on_its_day(app, monkeypatch):
    headers = make.program(make.user(role="director"), days=10)
    later = clock.now() + timedelta(days=11)
    assert app.test_client().get("/api/v1/duos", headers=headers).status_code == 200
    monkeypatch.setattr(clock, "now", lambda: later)
    assert app.test_client().get("/api/v1/duos", headers=headers).status_code == 401


def test_a_token_that_was_taken_back_opens_nothing(app):
    headers = make.program(make.user(role="director"))
    make.revoke_tokens()
    assert app.test_client().get("/api/v1/duos", headers=headers).status_code == 401


def test_a_token_of_a_closed_account_opens_nothing(app):
    somebody = make.user(role="director")
    headers = make.program(somebody)
    somebody.closed_at = clock.now()
    assert app.test_client().get("/api/v1/duos", headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("scope", "method", "address", "status"),
    [
        ("people.read", "GET", "/mentees", 200),
        ("people.read", "GET", "/duos", 403),
        ("people.read", "POST", "/mentees", 403),
        ("people.read", "GET", "/mentees/1/sensitive", 403),
        ("duos.read", "GET", "/people/search?q=a", 403),
        ("antennas.read", "PUT", "/antennas/1", 403),
        ("outcomes.read", "POST", "/mentees/1/spells", 403),
        ("antennas.read", "GET", "/indicators", 403),
        ("antennas.read", "GET", "/imports", 403),
    ],
)
def test_a_scope_opens_what_it_names(as_program, scope, method, address, status):
    answer = as_program("director", scope).send(method, address)
    assert answer.status_code == status


def test_a_scope_gives_no_more_than_the_role(as_program):
    auditor = as_program("auditor")
    assert auditor.get("/mentees").status_code == 200
    assert auditor.send("POST", "/mentees", {}).status_code == 403


@pytest.mark.parametrize("address", ["/mentees", "/mentors", "/duos", "/mentees/{}/spells"])
def test_a_row_of_another_antenna_is_not_there(as_program, address):
    young, old = make.pair(antenna="GHE")
    duo = make.duo(young, old)
    ids = {"/mentees": young.id, "/mentors": old.id, "/duos": duo.id}
    brussels, ghent = (as_program("coordinator", antennas=[code]) for code in ("BRU", "GHE"))
    one = f"{address}/{ids[address]}" if address in ids else address.format(young.id)
    assert ghent.get(one).status_code == 200
    assert brussels.get(one).status_code == 404
    if address in ids:
        assert brussels.get(address).json["items"] == []


def test_another_antennas_row_is_not_changed(as_program):
    young, old = make.pair(antenna="GHE")
    duo = make.duo(young, old)
    brussels = as_program("coordinator", antennas=["BRU"])
    for method, address, body in (
        ("PATCH", f"/mentees/{young.id}", {}),
        ("PATCH", f"/mentees/{young.id}/sensitive", {}),
        ("POST", f"/mentors/{old.id}/assignment", {}),
        ("POST", f"/duos/{duo.id}/pause", {"from_on": "2026-03-03", "reason": "ill"}),
    ):
        assert brussels.send(method, address, body, If_Match="*").status_code == 404
