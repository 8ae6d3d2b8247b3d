"""What falls due, for programs."""

from datetime import timedelta

import pytest

from app.grants.models import GrantState
from tests import make
from tests.grants import stage
from tests.grants.stage import TODAY

LATE, SOON = TODAY - timedelta(days=3), TODAY + timedelta(days=2)
ADDRESS = "/api/v1/deadlines"


@pytest.fixture
def officer(app, on_day):
    on_day(TODAY)
    return make.user("partnerships", name="Olga")


@pytest.fixture
def program(client, officer):
    headers = make.program(officer)

    def ask(address="", method="get", **sent):
        return client.open(ADDRESS + address, method=method, headers=headers, **sent)

    return ask


@pytest.fixture
def rows(officer):
    """Late and the officer's own, soon and of a colleague, an instalment, one done, one too far."""
    grant = stage.grant()
    other = make.user("partnerships", name="Otto")
    stage.obligation(grant, title="Late", due_on=LATE, owner_id=officer.id)
    stage.obligation(grant, title="Soon", kind="meeting", due_on=SOON, owner_id=other.id)
    stage.instalment(grant, due_on=TODAY, amount_cents=150_050)
    stage.obligation(grant, title="Done", due_on=TODAY, done_on=TODAY)
    stage.obligation(grant, title="Far", due_on=TODAY + timedelta(days=300))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", ["Late", "Instalment of €1,500.50", "Soon"]),
        (f"?from={TODAY}", ["Instalment of €1,500.50", "Soon"]),
        (f"?until={TODAY}", ["Late", "Instalment of €1,500.50"]),
        ("?kind=meeting", ["Soon"]),
        ("?mine=true", ["Late", "Instalment of €1,500.50"]),
        ("?late=true", ["Late"]),
        ("?state=done", ["Done"]),
        ("?per_page=1&page=2", ["Instalment of €1,500.50"]),
        ("?per_page=1&page=9", []),
    ],
)
def test_a_program_reads_what_falls_due(program, rows, asked, expected):
    found = program(asked).json
    assert [one["what"] for one in found["items"]] == expected


def test_a_line_says_what_its_page_says(program, rows):
    late, money, _soon = program().json["items"]
    assert (late["on"], late["late"], late["owner"]) == (LATE.isoformat(), True, "Olga")
    assert (money["id"], money["amount"], money["late"]) == (None, "1500.50", False)
    assert program().json["total"] == 3
    assert program(f"/{late['id']}").json == late


def test_what_is_done_is_taken_back_and_nothing_twice(program, rows):
    late = program().json["items"][0]
    done = f"/{late['id']}/done"
    future = {"done_on": (TODAY + timedelta(days=1)).isoformat()}
    assert program(done, "post", json=future).status_code == 409
    told = program(done, "post", json={"done_on": LATE.isoformat()}).json
    assert (told["done_on"], told["late"]) == (LATE.isoformat(), False)
    assert program(done, "post", json={}).status_code == 409
    assert program(f"/{late['id']}/undoing", "post").json == late
    assert program(f"/{late['id']}/undoing", "post").status_code == 409


@pytest.mark.parametrize("asked", ["?kind=none", "?from=yesterday", "?late=perhaps", "?page=0"])
def test_what_means_nothing_is_told(program, asked):
    assert program(asked).status_code == 422


def test_an_unknown_one_and_those_without_permission_are_told_so(app, client, program):
    assert program("/99").status_code == 404
    assert program("/99999999999/done", "post", json={}).status_code == 404
    coordinator = make.program(make.user("coordinator"))
    assert client.get(ADDRESS, headers=coordinator).status_code == 403
    one = stage.obligation(stage.grant())
    auditor = make.program(make.user("auditor"))
    assert client.get(ADDRESS, headers=auditor).status_code == 200
    assert client.post(f"{ADDRESS}/{one.id}/done", json={}, headers=auditor).status_code == 403


def test_what_a_cancelled_grant_owed_is_not_due(program):
    stage.obligation(stage.grant(state=GrantState.CANCELLED))
    assert program().json["items"] == []


def test_the_widest_period_is_an_answer(program, rows):
    assert program("?from=1900-01-01&until=2199-12-31").json["total"] >= 4
