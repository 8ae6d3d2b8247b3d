"""Proposals on the command line and in the queue."""

import json
from datetime import date

from click.testing import CliRunner

from app.allocation.models import Allocation
from app.cli import funding
from app.core.commands import Scope
from app.core.db import db
from app.proposals import deciding, jobs, queries
from app.proposals.models import ProposalState
from tests import make
from tests.allocation import stage
from tests.proposals.stage import SPRING, proposed


def test_a_command_proposes_accepts_and_prints(app):
    def tandem(*words):
        db.session.commit()  # the command has a session of its own
        return CliRunner().invoke(funding, words, obj=Scope("be", lambda _code: app))

    stage.grant()
    stage.duo()
    db.session.commit()
    days = ["--from", "2026-01-01", "--until", "2026-06-30"]
    told = json.loads(tandem("allocate", *days, "--accept", "--format", "json").output)
    assert (told["paid"], told["accepted"], told["proven"]) == (1, 1, True)
    printed = tandem("ledger", "--grant", "EX-1", "--format", "csv").output
    assert "D-1" in printed
    assert "there is no grant" in tandem("ledger", "--grant", "NO").output


def test_a_job_works_a_proposal_out_and_another_writes_it(app, monkeypatch):
    monkeypatch.setattr(deciding, "AT_MOST_AT_ONCE", 1)
    stage.grant()
    for number in (1, 2, 3):
        stage.duo(number)
    proposal = deciding.ask_for(from_on=SPRING[0], until_on=SPRING[1], objective="count")
    db.session.commit()
    jobs.propose(proposal.id)
    jobs.propose(proposal.id)
    assert queries.get_any(proposal.id).state == ProposalState.READY
    assert deciding.accept(proposal=proposal) is None
    db.session.commit()
    assert queries.get_any(proposal.id).state == ProposalState.ACCEPTING
    jobs.accept(proposal.id)
    jobs.accept(proposal.id)
    assert queries.get_any(proposal.id).state == ProposalState.SETTLED
    assert make.count(Allocation) == 3


def test_a_job_that_fails_says_so(app):
    proposal = deciding.ask_now(from_on=SPRING[0], until_on=SPRING[1], objective="money")
    proposal.objective = "luck"
    db.session.commit()
    try:
        jobs.propose(proposal.id)
    except ValueError:
        assert queries.get_any(proposal.id).state == ProposalState.FAILED
    assert make.last_event().name == "allocation_proposal.failed"


def test_the_quarter_that_is_over_is_the_one_that_is_asked_for(as_role, on_day):
    for day, first, last in (
        (date(2026, 11, 23), "2026-07-01", "2026-09-30"),
        (date(2026, 1, 1), "2025-10-01", "2025-12-31"),
    ):
        on_day(day)
        page = as_role("partnerships").get("/allocation/proposals/new").text
        assert (f'value="{first}"' in page, f'value="{last}"' in page) == (True, True)


def test_programs_read_proposals_and_why_each_line_is_as_it_is(client):
    """Two want the only dear place; a lead sees the line of the own antenna, and never a name."""
    dear = stage.grant("DEAR", stage.cap(1), rate_cents=200_000)
    stage.grant("CHEAP", rate_cents=50_000)
    ghent = make.antenna("GHE")
    stage.duo(1)
    stage.duo(2, antenna_id=ghent.id)
    proposal = proposed()
    headers = make.program(make.user(role="partnerships")) | {"Accept-Language": "en"}
    root = "/api/v1/allocation-proposals"
    [row] = client.get(root, headers=headers).json["items"]
    assert (row["id"], row["state"], row["objective"]) == (proposal.id, "ready", "money")
    one = client.get(f"{root}/{proposal.id}", headers=headers).json
    result = one["result"]
    assert (result["total"], result["bound"], result["by_hand"]) == ("2500.00",) * 3
    assert {part["code"]: part["amount"] for part in result["grants"]} == {
        "DEAR": "2000.00",
        "CHEAP": "500.00",
    }
    found = client.get(f"{root}/{proposal.id}/lines", headers=headers).json
    assert found["total"] == 2
    by_grant = {line["grant"]: line for line in found["items"]}
    assert by_grant["CHEAP"]["why"].startswith("DEAR pays more, but others need its places.")
    assert by_grant["DEAR"]["value"] == "2000.00"
    assert "Fatou" not in str(found)
    asked = f"{root}/{proposal.id}/lines?shown=paid&grant={dear.id}"
    assert client.get(asked, headers=headers).json["total"] == 1
    asked = f"{root}/{proposal.id}/lines?antenna={ghent.id}"
    assert client.get(asked, headers=headers).json["total"] == 1
    for address, status in ((f"{root}/99", 404), (f"{root}/{proposal.id}/lines?shown=x", 422)):
        assert client.get(address, headers=headers).status_code == status
    lead = make.program(make.user(role="lead", antennas=["GHE"]))
    [line] = client.get(f"{root}/{proposal.id}/lines", headers=lead).json["items"]
    assert line["antenna_id"] == ghent.id
    stranger = make.program(make.user(role="partnerships"), "gifts.read")
    for address in (root, f"{root}/{proposal.id}", f"{root}/{proposal.id}/lines"):
        assert client.get(address, headers=stranger).status_code == 403
        assert client.get(address).status_code == 401


def test_a_proposal_that_is_not_worked_out_has_no_result_yet(client):
    waits = deciding.ask_for(from_on=SPRING[0], until_on=SPRING[1], objective="count")
    db.session.commit()
    headers = make.program(make.user(role="partnerships"))
    told = client.get(f"/api/v1/allocation-proposals/{waits.id}", headers=headers).json
    assert (told["state"], told["result"], told["ready_at"]) == ("waiting", {}, None)
