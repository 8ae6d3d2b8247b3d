"""The ledger in a browser, as the roles see them."""

import pytest

from app.allocation import actions
from app.allocation.models import Allocation
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


def test_the_export_holds_what_the_list_shows(officer):
    counted()
    body = officer.get("/allocation/export.csv").text
    assert "D-1" in body
    assert "1000.00" in body
    assert officer.get("/allocation/export.pdf").status_code == 404
