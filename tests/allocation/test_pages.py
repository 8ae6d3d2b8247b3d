"""The ledger and the proposals in a browser, as the roles see them."""

import pytest

from app.allocation import actions, deciding, proposals
from app.allocation.models import Allocation, ProposalState
from app.core.db import db
from tests import make
from tests.allocation import stage


@pytest.fixture
def officer(as_role):
    return as_role("partnerships")


def counted(number=1, code="EX-1", **more):
    grant = stage.grant(code, **more)
    line = actions.allocate(whom=stage.whom(stage.duo(number)), grant_id=grant.id)
    db.session.commit()
    return line


def test_an_empty_ledger_says_what_to_do(officer):
    page = officer.get("/allocation/").text
    assert "Nothing is counted yet" in page
    assert "Propose a split" in page


def test_the_ledger_shows_references_and_never_a_name(officer):
    counted()
    page = officer.get("/allocation/").text
    assert "D-1" in page
    assert "EX-1" in page
    assert "Fatou" not in page


def test_a_lead_sees_the_lines_of_the_own_antenna_and_changes_none(as_role):
    line = counted()
    other = next(code for code in ("GHE", "LIE", "ANT") if code != make.first_antenna().code)
    assert "D-1" in as_role("lead").get("/allocation/").text
    lead = as_role("lead", antennas=[other])
    assert "D-1" not in lead.get("/allocation/").text
    assert lead.get(f"/allocation/{line.id}").status_code == 404
    assert lead.post(f"/allocation/{line.id}/lock").status_code == 403


def test_a_duo_is_counted_by_hand_among_the_grants_that_may(officer):
    good = stage.grant("GOOD")
    stage.grant("LATE", begins_on=stage.date(2026, 6, 1))
    duo = stage.duo()
    page = officer.get(f"/allocation/duos/{duo.id}").text
    assert "It happened outside the period of the grant." in page
    answer = officer.post(f"/allocation/duos/{duo.id}", data={"grant_id": good.id})
    assert answer.status_code == 303
    assert make.count(Allocation) == 1
    again = officer.post(f"/allocation/duos/{duo.id}", data={"grant_id": good.id})
    assert again.status_code == 409
    assert "It counts for this grant already." in again.text


def test_hours_are_written_down_with_their_last_day(officer):
    grant = stage.grant("HOURS", unit="hour", rate_cents=2_550)
    duo = stage.duo()
    url = f"/allocation/duos/{duo.id}"
    asked = {"grant_id": grant.id, "hours": "12,5"}
    assert officer.post(url, data=asked).status_code == 422
    assert officer.post(url, data=asked | {"until_on": "2026-05-04"}).status_code == 303
    [line] = db.session.query(Allocation).all()
    assert (line.quantity, line.value_cents) == (12.5, 31_875)


def test_release_and_taking_it_back(officer):
    line = counted()
    url = f"/allocation/{line.id}"
    assert officer.post(f"{url}/release", data={}).status_code == 422
    assert officer.post(f"{url}/release", data={"reason": "A mistake"}).status_code == 303
    assert "A mistake" in officer.get(url).text
    assert officer.post(f"{url}/restoration").status_code == 303
    assert officer.post(f"{url}/restoration").status_code == 409


def test_ticked_lines_are_changed_together_or_not_at_all(officer):
    first = counted(1)
    second = actions.allocate(whom=stage.whom(stage.duo(2)), grant_id=first.grant_id)
    db.session.commit()
    ids = {"line": [first.id, second.id]}
    assert "D-2" in officer.get("/allocation/changes", query_string=ids).text
    sent = ids | {"verb": "evidence", "evidence": "complete"}
    assert officer.post("/allocation/changes", data=sent).status_code == 303
    assert officer.post("/allocation/changes", data=ids | {"verb": "lock"}).status_code == 303
    refused = officer.post("/allocation/changes", data=ids | {"verb": "release", "reason": "x"})
    assert refused.status_code == 409
    assert officer.post("/allocation/changes", data=ids | {"verb": "burn"}).status_code == 422
    db.session.expire_all()
    assert {first.evidence, second.evidence} == {"complete"}
    assert not first.released_at


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
    proposal = stage.proposal()
    url = f"/allocation/proposals/{proposal.id}"
    page = officer.get(url).text
    assert "No other split brings more: proven." in page
    assert "DEAR pays more, but others need its places." in page
    assert "at most 1" in officer.get(f"{url}/grants").text
    line = proposals.undecided(proposal.id)[0]
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
    proposal = stage.proposal()
    url = f"/allocation/proposals/{proposal.id}"
    rows = {line.subject: line for line in proposals.undecided(proposal.id)}
    chosen = next(line for line in rows.values() if line.grant_id == dear.id)
    answer = officer.post(f"{url}/lines/{chosen.id}/lock", data={"grant_id": cheap.id})
    assert answer.status_code == 303
    nowhere = officer.post(f"{url}/lines/{chosen.id}/lock", data={"grant_id": 999})
    assert nowhere.status_code == 409
    assert "Propose again with what was locked" in officer.get(url).text
    assert officer.post(f"{url}/repetition").status_code == 303
    assert proposals.get_any(proposal.id).state == ProposalState.SETTLED
    again = db.session.query(type(proposal)).order_by(type(proposal).id.desc()).first()
    stage.work_out(again)
    lines = {line.subject: line for line in proposals.undecided(again.id)}
    assert lines[chosen.subject].grant_id == cheap.id
    assert lines[chosen.subject].reason == "locked"
    assert {line.grant_id for line in lines.values()} == {dear.id, cheap.id}
    assert {f"duo:{first.id}", f"duo:{second.id}"} == set(lines)
    assert "Accept all 2 lines" in officer.get(f"/allocation/proposals/{again.id}").text


def test_refusing_leaves_the_ledger_as_it_is(officer):
    stage.grant()
    stage.duo()
    proposal = stage.proposal()
    assert officer.post(f"/allocation/proposals/{proposal.id}/refusal").status_code == 303
    assert make.count(Allocation) == 0
    assert proposals.get_any(proposal.id).state == ProposalState.SETTLED


def test_the_export_holds_what_the_list_shows(officer):
    counted()
    body = officer.get("/allocation/export.csv").text
    assert "D-1" in body
    assert "1000.00" in body
    assert officer.get("/allocation/export.pdf").status_code == 404


def test_a_failed_proposal_says_so_and_can_be_asked_for_again(officer):
    proposal = deciding.ask_now(
        from_on=stage.SPRING[0], until_on=stage.SPRING[1], objective="money"
    )
    proposal.state = ProposalState.FAILED
    db.session.commit()
    url = f"/allocation/proposals/{proposal.id}"
    assert "It could not be worked out" in officer.get(url).text
    assert officer.post(f"{url}/repetition").status_code == 303
