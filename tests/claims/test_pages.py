"""Claims through their pages, for programs and on the command line."""

import json

import pytest

from app.claims import cli, queries
from app.core.db import db
from tests import make
from tests.claims import stage
from tests.claims.stage import AFTER


@pytest.fixture(autouse=True)
def summer(app, on_day):
    on_day(AFTER)


def test_a_claim_goes_from_the_form_to_the_last_payment(app, as_role):
    grant = stage.grant()
    stage.line(grant)
    alice, bob = as_role("partnerships", name="Alice"), as_role("partnerships", name="Bob")
    form = {"grant_id": grant.id, "from_on": "2026-01-01", "until_on": "2026-03-31"}
    url = alice.post("/claims/new", data=form).headers["Location"]
    assert alice.post(f"{url}/check").status_code == 409
    assert bob.post(f"{url}/check").status_code == 303
    assert bob.post(f"{url}/submission", data={"submitted_on": "2026-07-20"}).status_code == 303
    question = {"asked_on": "2026-07-20", "text": "Why?"}
    assert bob.post(f"{url}/questions", data=question).status_code == 303
    answer = {"answered_on": "2026-07-20", "answer": "So."}
    assert bob.post(f"{url}/questions/1/answer", data=answer).status_code == 303
    less = {"decided_on": "2026-07-20", "decision": "reduced", "amount": "900"}
    assert bob.post(f"{url}/decision", data=less).status_code == 422
    less["reason"] = "The funder paid nine tenths."
    assert bob.post(f"{url}/decision", data=less).status_code == 303
    paid = {"paid_on": "2026-07-20", "amount": "900.01"}
    assert bob.post(f"{url}/payments", data=paid).status_code == 409
    assert bob.post(f"{url}/payments", data=paid | {"amount": "900"}).status_code == 303
    page = bob.get(url).text
    assert "Paid" in page
    assert "€900.00" in page
    assert "Handed in" in page


def test_a_lead_sees_the_lines_of_their_antenna_and_how_many_more_there_are(app, as_role):
    grant = stage.grant()
    stage.line(grant, 1, antenna="BRU")
    stage.line(grant, 2, antenna="LIE")
    claim = stage.handed_in(grant)
    lead = as_role("lead", antennas=["LIE"])
    page = lead.get(f"/claims/{claim.id}/lines").text
    assert f"{grant.code}-D2" in page
    assert f"{grant.code}-D1" not in page
    assert "1 line is not shown" in page
    assert "Fatou2" in page
    exported = lead.get(f"/claims/{claim.id}/lines/export.csv").text
    assert "Fatou2" in exported
    assert "Fatou1" not in exported
    cut = f"/claims/{claim.id}/lines/{queries.all_lines(claim)[0].id}/cut"
    assert as_role("partnerships").get(cut).status_code == 200


def test_those_who_do_not_read_people_see_references_and_no_name(app, as_role):
    grant = stage.grant()
    stage.line(grant)
    claim = stage.handed_in(grant)
    officer = as_role("partnerships")
    for path in ("", "/lines", "/lines/export.csv", "/recomputing"):
        page = officer.get(f"/claims/{claim.id}{path}").text
        assert "Fatou1" not in page
        assert "Diallo" not in page
    assert f"{grant.code}-D1" in officer.get(f"/claims/{claim.id}/lines").text


def test_only_those_who_manage_the_funding_change_a_claim(app, as_role):
    claim = stage.claim(stage.grant())
    assert as_role("auditor").get(f"/claims/{claim.id}").status_code == 200
    assert as_role("auditor").post(f"/claims/{claim.id}/withdrawal").status_code == 403
    assert as_role("coordinator").get(f"/claims/{claim.id}").status_code == 403


def test_the_list_is_searched_and_filtered(app, as_role):
    grant = stage.grant()
    stage.claim(grant)
    client = as_role("partnerships")
    assert "No claim found" in client.get("/claims/?state=paid").text
    assert f"{grant.code}-1" in client.get("/claims/?q=example+grant&state=to_do").text


def test_a_refused_claim_shows_the_form_as_typed_with_every_reason(app, as_role):
    grant = stage.grant()
    form = {"grant_id": grant.id, "from_on": "2025-12-01", "until_on": "2026-03-31"}
    answer = as_role("partnerships").post("/claims/new", data=form)
    assert answer.status_code == 409
    assert "outside that of the grant" in answer.text
    assert "2025-12-01" in answer.text


def test_programs_read_a_claim_its_lines_and_what_recomputing_says(app):
    grant = stage.grant()
    stage.line(grant)
    claim = stage.handed_in(grant)
    headers = make.program(make.user("partnerships"))
    client = app.test_client()
    listed = client.get("/api/v1/claims", headers=headers).json["items"]
    assert [(one["code"], one["grant"], one["amount"]) for one in listed] == [
        (claim.code, grant.code, "1000.00")
    ]
    assert client.get(f"/api/v1/claims/{claim.id}", headers=headers).json["state"] == "submitted"
    lines = client.get(f"/api/v1/claims/{claim.id}/lines", headers=headers).json["items"]
    assert [line["amount"] for line in lines] == ["1000.00"]
    again = client.get(f"/api/v1/claims/{claim.id}/recomputing", headers=headers).json
    assert again["holds"]
    assert again["ledger"] == []


def test_the_command_line_prints_and_recomputes_a_claim(app):
    grant = stage.grant()
    stage.line(grant)
    claim = stage.handed_in(grant)
    runner = app.test_cli_runner()
    told = json.loads(runner.invoke(cli.claim, [claim.code, "--format", "json"]).output)
    assert (told["amount"], len(told["lines"])) == ("1000.00", 1)
    assert json.loads(runner.invoke(cli.recompute, [claim.code, "--format", "json"]).output)[
        "holds"
    ]
    queries.all_lines(claim)[0].amount_cents = 5
    db.session.commit()
    assert runner.invoke(cli.recompute, [claim.code]).exit_code == 1
