"""Proposals in a browser, as those who decide see them."""

import pytest

from app.allocation.models import Allocation
from app.core.db import db
from app.proposals import deciding, queries
from app.proposals.models import ProposalState
from tests import make
from tests.allocation import stage
from tests.proposals.stage import SPRING, proposed, work_out


@pytest.fixture
def officer(as_role):
    return as_role("partnerships")


def test_a_proposal_is_asked_for_and_says_that_it_is_worked_out(officer):
    assert 'value="money"' in officer.get("/allocation/proposals/new").text
    asked = {"from_on": "2026-06-01", "until_on": "2026-01-01", "objective": "money"}
    assert officer.post("/allocation/proposals/new", data=asked).status_code == 409
    asked |= {"until_on": "2026-06-30"}
    answer = officer.post("/allocation/proposals/new", data=asked)
    assert answer.status_code == 303
    assert "You can leave this page" in officer.get(answer.location).text
    told = officer.get(f"{answer.location}/progress").json
    assert told["state"] == "running"


def test_a_proposal_is_read_line_by_line_and_accepted(officer):
    stage.grant("DEAR", stage.cap(1), rate_cents=200_000)
    stage.grant("CHEAP", rate_cents=50_000)
    for number in (1, 2):
        stage.duo(number)
    proposal = proposed()
    url = f"/allocation/proposals/{proposal.id}"
    page = officer.get(url).text
    assert "No other split brings more: proven." in page
    assert "DEAR pays more, but others need its places." in page
    assert "at most 1" in officer.get(f"{url}/grants").text
    line = queries.undecided(proposal.id)[0]
    assert "Lock it here" in officer.get(f"{url}/lines/{line.id}").text
    assert officer.post(f"{url}/lines/{line.id}/acceptance").status_code == 303
    assert officer.post(f"{url}/lines/{line.id}/acceptance").status_code == 409
    assert officer.post(f"{url}/acceptance").status_code == 303
    assert officer.post(f"{url}/acceptance").status_code == 409
    assert make.count(Allocation) == 2


def test_a_locked_line_is_split_around(officer):
    dear = stage.grant("DEAR", stage.cap(1), rate_cents=200_000)
    cheap = stage.grant("CHEAP", rate_cents=50_000)
    first, second = stage.duo(1), stage.duo(2)
    proposal = proposed()
    url = f"/allocation/proposals/{proposal.id}"
    rows = {line.subject: line for line in queries.undecided(proposal.id)}
    chosen = next(line for line in rows.values() if line.grant_id == dear.id)
    answer = officer.post(f"{url}/lines/{chosen.id}/lock", data={"grant_id": cheap.id})
    assert answer.status_code == 303
    nowhere = officer.post(f"{url}/lines/{chosen.id}/lock", data={"grant_id": 999})
    assert nowhere.status_code == 409
    assert "Propose again with what was locked" in officer.get(url).text
    assert officer.post(f"{url}/repetition").status_code == 303
    assert queries.get_any(proposal.id).state == ProposalState.SETTLED
    again = db.session.query(type(proposal)).order_by(type(proposal).id.desc()).first()
    work_out(again)
    lines = {line.subject: line for line in queries.undecided(again.id)}
    assert lines[chosen.subject].grant_id == cheap.id
    assert lines[chosen.subject].reason == "locked"
    assert {line.grant_id for line in lines.values()} == {dear.id, cheap.id}
    assert {f"duo:{first.id}", f"duo:{second.id}"} == set(lines)
    assert "Accept all 2 lines" in officer.get(f"/allocation/proposals/{again.id}").text


def test_refusing_leaves_the_ledger_as_it_is(officer):
    stage.grant()
    stage.duo()
    proposal = proposed()
    assert officer.post(f"/allocation/proposals/{proposal.id}/refusal").status_code == 303
    assert make.count(Allocation) == 0
    assert queries.get_any(proposal.id).state == ProposalState.SETTLED


def test_a_failed_proposal_says_so_and_can_be_asked_for_again(officer):
    proposal = deciding.ask_now(from_on=SPRING[0], until_on=SPRING[1], objective="money")
    proposal.state = ProposalState.FAILED
    db.session.commit()
    url = f"/allocation/proposals/{proposal.id}"
    assert "It could not be worked out" in officer.get(url).text
    assert officer.post(f"{url}/repetition").status_code == 303
