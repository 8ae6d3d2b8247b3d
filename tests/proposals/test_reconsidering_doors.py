"""A proposal that may move what stands, in a browser and on the command line."""

import json

import pytest
from click.testing import CliRunner

from app.allocation import actions
from app.cli import funding
from app.core.commands import Scope
from app.core.db import db
from app.proposals import queries
from app.proposals.models import AllocationProposal
from tests.allocation import stage
from tests.proposals.stage import proposed, work_out


@pytest.fixture
def officer(as_role):
    return as_role("partnerships")


@pytest.fixture
def taken(app):
    """The only place of the dear grant is held by one who fits elsewhere too, the other not."""
    dear = stage.grant("DEAR", stage.cap(1), rate_cents=200_000)
    women = [{"fact": "gender", "one_of": ["f"]}]
    stage.grant("CHEAP", rate_cents=150_000, conditions=women)
    first = stage.duo(1, mentee={"gender": "f"})
    stage.duo(2, mentee={"gender": "m"})
    actions.allocate(whom=stage.whom(first), grant_id=dear.id)
    db.session.commit()


def test_it_is_asked_for_with_a_tick_that_is_not_set(officer):
    page = officer.get("/allocation/proposals/new").text
    assert "Reconsider lines that stand and are not locked" in page
    assert "checked" not in page.split('name="reconsiders"')[1].split(">")[0]
    asked = {"from_on": "2026-01-01", "until_on": "2026-06-30", "objective": "money"}
    officer.post("/allocation/proposals/new", data=asked | {"reconsiders": "true"})
    officer.post("/allocation/proposals/new", data=asked)
    found = db.session.query(AllocationProposal).order_by(AllocationProposal.id)
    assert [one.reconsiders for one in found] == [True, False]


def test_the_page_tells_the_gain_the_moves_and_why(officer, taken):
    url = f"/allocation/proposals/{proposed(reconsiders=True).id}"
    page = officer.get(url).text
    assert "+ €1,500 against today's lines" in page
    assert "1 line that stands would move." in page
    assert "would be released" not in page
    assert "No split that is as good moves fewer: proven." in page
    moves = officer.get(f"{url}?shown=moves").text
    assert "DEAR →" in moves
    assert "D-1" in moves
    assert "D-2" not in moves
    assert "D-2" in officer.get(f"{url}?shown=new").text
    assert "1 leaves" in officer.get(f"{url}/grants").text


def test_a_line_is_told_from_where_to_where_and_which_comes_first(officer, taken):
    proposal = proposed(reconsiders=True)
    move, new = queries.undecided(proposal.id)
    url = f"/allocation/proposals/{proposal.id}/lines"
    assert "moves from DEAR to CHEAP" in officer.get(f"{url}/{move.id}").text
    refused = officer.post(f"{url}/{new.id}/acceptance")
    assert refused.status_code == 409
    assert "Accept that line first" in refused.text
    assert officer.post(f"{url}/{move.id}/acceptance").status_code == 303
    assert officer.post(f"{url}/{new.id}/acceptance").status_code == 303


def test_who_stands_may_be_locked_where_they_stand_and_the_rest_is_split_around(officer, taken):
    proposal = proposed(reconsiders=True)
    [move, _new] = queries.undecided(proposal.id)
    stands = queries.stands_of(proposal, move.subject)
    url = f"/allocation/proposals/{proposal.id}"
    sent = {"grant_id": stands.grant_id}
    assert officer.post(f"{url}/lines/{move.id}/lock", data=sent).status_code == 303
    assert officer.post(f"{url}/repetition").status_code == 303
    again = db.session.query(AllocationProposal).order_by(AllocationProposal.id.desc()).first()
    assert again.reconsiders
    work_out(again)
    assert (again.result["moves"], again.result["stays"], again.result["new"]) == (0, 1, 0)


def test_one_that_left_all_as_it_was_says_so_and_can_be_asked_again(officer, taken):
    url = f"/allocation/proposals/{proposed().id}"
    assert "Propose again and reconsider what stands" in officer.get(url).text
    assert officer.post(f"{url}/repetition", data={"reconsiders": "true"}).status_code == 303
    again = db.session.query(AllocationProposal).order_by(AllocationProposal.id.desc()).first()
    assert again.reconsiders


def test_the_command_says_what_moves_and_what_it_gains(app, taken):
    def tandem(*words):
        db.session.commit()  # the command has a session of its own
        days = ["--from", "2026-01-01", "--until", "2026-06-30", "--reconsider"]
        return CliRunner().invoke(funding, ["allocate", *days, *words], obj=scope).output

    scope = Scope("be", lambda _code: app)
    printed = tandem()
    assert "+1500.00 against today's lines: 1 lines move, 0 are released, 0 stay" in printed
    told = json.loads(tandem("--accept", "--format", "json"))
    assert (told["moves"], told["gain_cents"], told["accepted"]) == (1, 150_000, 2)
    assert json.loads(tandem("--accept", "--format", "json"))["gain_cents"] == 0


def test_the_page_tells_what_would_be_released_where_nothing_moves(officer, taken):
    """The only woman no longer meets the rules of the grant where she counts."""
    women = stage.grant("WOMEN", conditions=[{"fact": "gender", "one_of": ["f"]}])
    duo = stage.duo(3, mentee={"gender": "f"}, started_on=stage.date(2026, 9, 1))
    actions.allocate(whom=stage.whom(duo), grant_id=women.id)
    stage.mentee_of(duo).gender = "m"
    db.session.commit()
    autumn = (stage.date(2026, 7, 1), stage.date(2026, 12, 31))
    page = officer.get(f"/allocation/proposals/{proposed(days=autumn, reconsiders=True).id}").text
    assert "1 line that stands would be released." in page
    assert "would move" not in page
