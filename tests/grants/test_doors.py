"""Grants for programs, on the command line, and what they answer to other features."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from app.claims.models import Claim, ClaimState
from app.cli import funding as group
from app.core import clock
from app.core.commands import Scope
from app.core.db import db
from app.core.errors import Refused
from app.core.questions import ask
from app.grants import queries, rules
from app.grants.actions import contracts
from app.grants.models import Grant, GrantState
from tests import make
from tests.grants import stage


@pytest.fixture
def program(app):
    client, headers = app.test_client(), make.program(make.user("partnerships"))

    def send(method, path="", **more):
        more["headers"] = headers | more.get("headers", {})
        return client.open(f"/api/v1/grants{path}", method=method, **more)

    return send


def test_a_grant_is_added_shown_changed_and_started(program):
    payer = stage.funder()
    sent = stage.typed(payer, priority=2, caps=[{"kind": "units", "most": "30"}])
    made = program("POST", json=sent)
    assert (made.status_code, made.json["state"]) == (201, "draft")
    assert made.json["caps"][0]["most"] == "30"
    here = made.headers["Location"].removeprefix("/api/v1/grants")
    tag = {"If-Match": made.headers["ETag"]}
    changed = program("PATCH", here, json={"amount": "60000", "least_units": 12}, headers=tag)
    assert (changed.json["amount"], changed.json["rate"]) == ("60000.00", "1250.50")
    assert len(changed.json["caps"]) == 1
    assert program("PATCH", here, json={"amount": "1"}, headers=tag).status_code == 412
    tag = {"If-Match": changed.headers["ETag"]}
    assert program("POST", f"{here}/start", headers=tag).json["state"] == "running"
    assert program("GET", "?q=duos+brussels").json["items"][0]["funder"] == payer.name


def test_a_cap_is_told_whole_where_only_a_part_of_the_grant_is_sent(program):
    made = program("POST", json=stage.typed(stage.funder()))
    here = made.headers["Location"].removeprefix("/api/v1/grants")
    tag = {"If-Match": made.headers["ETag"]}
    refused = program("PATCH", here, json={"caps": [{"most": "3"}]}, headers=tag)
    assert (refused.status_code, set(refused.json["errors"]["caps"]["0"])) == (422, {"kind"})


def test_an_empty_currency_is_that_of_the_country(program):
    made = program("POST", json=stage.typed(stage.funder(), currency=""))
    assert (made.status_code, made.json["currency"]) == (201, "EUR")


def test_every_contradiction_reaches_the_program(program):
    sent = stage.typed(stage.funder(), least_units=60, ends_on="2025-01-01", rate="1000")
    answer = program("POST", json=sent | {"scheme_code": "no-such-scheme"})
    found = {reason["code"] for reason in answer.json["reasons"]}
    assert answer.status_code == 409
    assert found == {"ends_first", "least_above_amount", "no_scheme"}


def test_a_version_that_is_not_in_force_is_refused(program):
    sent = stage.typed(stage.funder(), scheme_from="2018-01-01")
    answer = program("POST", json=sent)
    assert [reason["code"] for reason in answer.json["reasons"]] == ["not_in_force"]


def test_an_agreement_without_a_scheme_needs_none(program):
    sent = stage.typed(stage.funder(), scheme_code=rules.OWN_AGREEMENT)
    assert program("POST", json=sent).json["scheme_from"] is None


@pytest.mark.parametrize(
    "wrong",
    [{"caps": [{"kind": "units", "most": "1.5"}]}, {"conditions": [{"fact": "shoes", "is": True}]}],
)
def test_what_cannot_be_understood_is_told_by_field(program, wrong):
    answer = program("POST", json=stage.typed(stage.funder()) | wrong)
    assert answer.status_code == 422
    assert set(answer.json["errors"]) >= set(wrong)


def claim(grant):
    return make.kept(
        Claim(
            code="C-1",
            grant_id=grant.id,
            unit=grant.unit,
            currency="EUR",
            from_on=grant.begins_on,
            until_on=grant.ends_on,
            state=ClaimState.SUBMITTED,
            scheme_code=grant.scheme_code,
            prepared_at=clock.now(),
            digest="0" * 64,
        )
    )


def test_a_grant_with_a_claim_keeps_its_rate_and_is_not_cancelled(app, program):
    grant = stage.grant(rate_cents=100_000)
    claim(grant)
    tag = {"If-Match": "*"}
    answer = program("PATCH", f"/{grant.id}", json={"rate": "900", "unit": "hour"}, headers=tag)
    assert {reason["code"] for reason in answer.json["reasons"]} == {
        "frozen_rate_cents",
        "frozen_unit",
    }
    assert program("PATCH", f"/{grant.id}", json={"title": "New"}, headers=tag).status_code == 200
    with pytest.raises(Refused):
        contracts.cancel_grant(grant=queries.find_grant_by_id(grant.id), reason="x")


def test_running_grants_of_a_period_come_by_priority(app):
    later = stage.grant(begins_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))
    second, first = stage.grant(priority=5), stage.grant(priority=1)
    stage.grant(state=GrantState.DRAFT)
    found = queries.running_grants(date(2026, 5, 1), date(2026, 5, 31))
    assert [grant.id for grant in found] == [first.id, second.id]
    assert found[0].funder.name
    assert queries.running_grants(date(2027, 1, 1), date(2027, 1, 1)) == [later]


def test_who_counts_is_the_scheme_the_contract_and_its_antennas_together(app):
    own = [{"fact": "age", "at_most": 30}]
    grant = stage.grant(conditions=own, antenna_codes=["BRU"])
    facts = {node.fact for node in queries.predicate_of(grant).conditions}
    assert facts == {"registered", "residence", "planned_months", "age", "antenna"}


def test_the_page_of_a_funder_lists_its_grants(app, as_role):
    payer = stage.funder()
    stage.grant(payer, title="Listed there")
    page = as_role("partnerships").get(f"/funders/{payer.id}").get_data(as_text=True)
    assert "Listed there" in page


@pytest.fixture
def run(app):
    """`run("funding", "grants")` on the command line of Belgium."""

    def invoke(*words):
        db.session.commit()  # the command has a session of its own
        result = CliRunner().invoke(group, words, obj=Scope("be", lambda code: app))
        assert result.exit_code == 0, result.output
        return result.output

    return invoke


def test_the_command_line_lists_grants(run):
    grant = stage.grant(code="EX-7", amount_cents=None)
    assert run("grants").startswith("EX-7\trunning\t2026-01-01..2026-12-31\tduo_started\t-\t")
    (told,) = json.loads(run("grants", "--format", "json"))
    assert (told["id"], told["amount"]) == (grant.id, None)


def test_every_event_of_a_grant_has_a_name(app):
    names = dict(ask("event.names"))
    grant = contracts.add_grant(**_said())
    contracts.start_grant(grant=grant)
    db.session.commit()
    assert make.last_event().name in names
    assert make.count(Grant) == 1


def _said():
    return {
        "code": "A-1",
        "title": "A",
        "funder_id": stage.funder().id,
        "scheme_code": rules.OWN_AGREEMENT,
        "unit": "duo_started",
        "begins_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
    }
