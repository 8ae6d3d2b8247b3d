"""Expenses for programs and on the command line; two profiles made one."""

import pytest
from click.testing import CliRunner

from app import cli, setup
from app.core.db import db
from app.expenses import merging, queries
from app.expenses.actions import stating
from app.expenses.models import Expense, State
from tests import make
from tests.expenses import stage


@pytest.fixture(autouse=True)
def today(on_day):
    on_day(stage.TODAY)


@pytest.fixture
def tandem(app, monkeypatch):
    monkeypatch.setattr(setup, "application", lambda code: app)

    def run(*words):
        db.session.commit()
        return CliRunner().invoke(cli.main, ["-t", "be", "expenses", *words])

    return run


def test_a_program_enters_lists_and_approves(app, client):
    marc = stage.mentor()
    enters = make.program(make.user("coordinator"))
    approves = make.program(make.user("lead"))
    sent = {"person_id": marc.id, "kind": "flat", "spent_on": "2026-11-10", "amount": "40.00"}
    made = client.post("/api/v1/expenses", json=sent, headers=enters)
    assert (made.status_code, made.json["amount"]) == (201, "40.00")
    address = made.headers["Location"]
    again = client.post("/api/v1/expenses", json=sent, headers=enters)
    assert again.status_code == 409
    assert [one["code"] for one in again.json["reasons"]] == ["same_day_twice", "cap_day"]
    tag = {"If-Match": made.headers["ETag"]}
    own = client.post(f"{address}/approval", json={}, headers=enters | tag)
    assert own.status_code == 403
    done = client.post(f"{address}/approval", json={}, headers=approves | tag)
    assert (done.status_code, done.json["state"]) == (200, "approved")
    listed = client.get("/api/v1/expenses?state=approved", headers=enters).json["items"]
    assert [one["mentor"] for one in listed] == ["Servais, Marc"]
    assert client.get("/api/v1/expenses/999", headers=enters).status_code == 404
    wrong = client.post("/api/v1/expenses", json={"kind": "flat"}, headers=enters)
    assert wrong.status_code == 422
    nobody = client.post("/api/v1/expenses", json={**sent, "person_id": 999}, headers=enters)
    assert (nobody.status_code, list(nobody.json["errors"])) == (422, ["person_id"])


def test_the_command_line_lists_and_checks(tandem):
    marc = stage.mentor()
    stage.entered(marc, "car", km=12)
    listed = tandem("list")
    assert "\tcar\t-\tsubmitted\tServais, Marc" in listed.output
    checked = tandem("check").output
    assert "asked for\tcar-km from 2025-01-01 to now on: is not known" in checked
    assert "rate_unknown,cap_unknown" in checked


def test_expenses_go_along_when_two_profiles_are_one(app):
    kept, gone = stage.mentor(), stage.mentor(email=None)
    row = stage.entered(gone)
    stating.declare(person=kept, year=2026, month=0, amount_cents=100)
    stating.declare(person=gone, year=2026, month=0, amount_cents=200)
    db.session.flush()
    moved = merging.merging(kept, gone)
    db.session.flush()
    db.session.expire_all()
    assert {one["table"] for one in moved} == {"expenses"}
    assert row.person_id == kept.id
    assert [one.amount_cents for one in queries.declarations_of([kept.id])] == [100]
    assert make.count(Expense) == 1
    assert row.state == State.SUBMITTED


def test_a_month_beyond_the_calendar_is_no_month(app, as_role, tandem):
    assert as_role("lead").get("/expenses/?month=9999-12").status_code == 200
    for month in ("9999-12", "2026-13", "abc"):
        assert tandem("list", "--month", month).exit_code == 2
