"""What duos cost, what is secured for them, and where nobody pays."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from sqlalchemy import event

from app.allocation.models import Allocation
from app.cli import funding
from app.core.commands import Scope
from app.core.db import db
from app.core.quarters import quarter, quarter_of
from app.coverage.figures import coverage, run_up
from app.funders.models import FunderStage
from app.grants.models import Instalment, Unit
from app.proposals import deciding
from tests import make
from tests.allocation import stage
from tests.proposals.stage import proposed

SPRING = quarter("2026-Q2")
TODAY = date(2026, 6, 30)
COST = 203_200
"""Of Brussels, as the organisation said it for 2024-27 (funding.toml)."""


def place(found, code):
    return next(one for one in found.places if code in one.region.codes)


def covered():
    return coverage(run_up(SPRING), TODAY)


@pytest.fixture
def spring(app, on_day):
    """Two duos of Brussels in two quarters, the first counted; one of Ghent; a grant with room."""
    on_day(TODAY)
    stage.grant("EX-1", stage.cap(3), rate_cents=150_000, antenna_codes=["BRU"])
    stage.duo(1, started_on=date(2026, 3, 2))
    deciding.accept(proposal=proposed())
    stage.duo(2, started_on=date(2026, 4, 2))
    stage.duo(3, started_on=date(2026, 4, 2), antenna_id=make.antenna("GHE").id)
    db.session.commit()


def test_a_region_shows_cost_secured_and_gap_by_quarter(spring):
    brussels = place(covered(), "BE10")
    winter, now = (brussels.by_quarter[quarter(code)] for code in ("2026-Q1", "2026-Q2"))
    assert (winter.started, winter.counted, winter.cost, winter.secured) == (1, 1, COST, 150_000)
    assert winter.gap == COST - 150_000
    assert (now.started, now.counted, now.share, now.gap) == (1, 0, 0, COST)
    assert brussels.total.per_duo == COST
    assert not brussels.region.is_gap
    assert not brussels.without


def test_flanders_is_a_gap_whose_cost_nobody_told(spring):
    flanders = place(covered(), "BE23")
    assert flanders.region.is_gap
    assert SPRING in flanders.without
    assert flanders.by_quarter[SPRING].started == 1
    assert flanders.total.cost is flanders.total.gap is flanders.total.per_duo is None
    assert covered().total.gap is None


def test_running_grants_are_expected_as_far_as_their_limits_leave(spring):
    assert place(covered(), "BE10").room_cents == 2 * 150_000
    stage.grant("EX-2", rate_cents=None, antenna_codes=["BRU"])
    stage.grant("EX-3", amount_cents=40_000)
    found = covered()
    assert (place(found, "BE10").room_cents, place(found, "BE10").room_unknown) == (300_000, 1)
    assert found.outside_room_cents == 40_000


def test_instalments_are_secured_once_they_came_and_expected_before(spring):
    paid = stage.grant("EX-4", unit=Unit.INSTALMENT, rate_cents=None, antenna_codes=["GHE", "ANT"])
    both = stage.grant("EX-5", unit=Unit.INSTALMENT, rate_cents=None)
    came = {"received_on": date(2026, 5, 5), "received_cents": 90_000}
    make.kept(Instalment(grant_id=paid.id, due_on=date(2026, 5, 1), amount_cents=80_000, **came))
    make.kept(Instalment(grant_id=paid.id, due_on=date(2026, 8, 1), amount_cents=70_000))
    make.kept(Instalment(grant_id=both.id, due_on=date(2026, 5, 1), **came))
    found = covered()
    flanders = place(found, "BE23")
    assert (flanders.total.secured, flanders.due_cents) == (90_000, 70_000)
    assert found.outside.secured == 90_000
    assert found.total.secured == 150_000 + 180_000


def test_a_line_that_was_released_secures_nothing(spring):
    line = db.session.query(Allocation).one()
    line.released_at = line.decided_at
    assert place(covered(), "BE10").total.secured == 0


def test_a_line_without_a_known_rate_is_said_and_adds_nothing(spring):
    db.session.query(Allocation).one().value_cents = None
    total = place(covered(), "BE10").total
    assert (total.secured, total.unpriced, total.counted) == (0, 1, 1)


def test_the_cost_of_a_positive_exit_is_that_of_the_duos_that_ended(spring):
    assert place(covered(), "BE10").total.per_positive is None
    for number, kind in ((4, "job"), (5, "job_seeking"), (6, None)):
        mentee = make.mentee(f"Omar{number}")
        days = {"started_on": date(2025, 11, 3), "ended_on": date(2026, 5, 4)}
        make.duo(mentee, make.mentor(f"Anne{number}"), **days)
        if kind:
            make.spell(mentee, kind=kind, began_on=date(2026, 5, 20))
    total = place(covered(), "BE10").total
    assert (total.ended, total.positive, total.per_positive) == (3, 1, 3 * COST)


def test_what_is_asked_for_stands_by_itself(spring):
    stage.funder().stage, stage.funder().asked_cents = FunderStage.APPLIED, 5_000_000
    db.session.flush()
    (row,) = covered().asked
    assert (row.funders, row.known, row.cents) == (1, 1, 5_000_000)
    assert covered().total.secured == 150_000


def test_the_page_says_the_gap_in_words_and_marks_it(spring, as_role):
    page = as_role("partnerships", language="en").get("/allocation/coverage").text
    assert "2025, quarter 3 – 2026, quarter 2" in page
    assert "no scheme pays for a duo here today" in page
    assert "Gap: no scheme" in page
    assert "€1,500" in page
    assert "€2,032 for a duo" in page
    assert "Fatou" not in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "argent public pour 2 450 duos en 2024-2027, trends.levif.be, octobre 2023."),
        ("nl", "overheidsgeld voor 2.450 duo&#39;s in 2024-2027, trends.levif.be, oktober 2023."),
    ],
)
def test_who_told_what_a_duo_costs_is_named_in_the_readers_language(
    spring, as_role, language, words
):
    page = as_role("partnerships", language=language).get("/allocation/coverage").text
    assert words in page


def test_a_lead_sees_only_the_own_antennas(spring, as_role):
    page = as_role("lead", antennas=["GHE"], language="en").get("/allocation/coverage").text
    assert "Only duos of your own antennas" in page
    assert "€1,500" not in page


def test_another_quarter_can_be_chosen_and_no_other_thing(spring, as_role):
    client = as_role("director", language="en")
    assert "2025, quarter 3" in client.get("/allocation/coverage?until=2025-Q3").text
    assert client.get("/allocation/coverage?until=2025-Q3x").status_code == 404
    assert client.get("/allocation/coverage?until=2031-Q1").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_same_comes_as_a_file(spring, as_role, kind):
    answer = as_role("director", language="en").get(f"/allocation/coverage/export.{kind}")
    assert answer.status_code == 200
    if kind == "csv":
        assert ";2026-Q1;yes;1;1;1.0;2032.0;1500.0;532.0;2032.0;0;;0.0;0" in answer.text


def test_the_command_line_prints_the_same(spring, app):
    def tandem(*words):
        return CliRunner().invoke(funding, words, obj=Scope("be", lambda _code: app))

    told = json.loads(tandem("coverage", "--until", "2026-Q2", "--format", "json").output)
    (winter,) = (one for one in told if one["secured"] == 1500)
    assert (winter["quarter"], winter["gap"], winter["started"]) == ("2026-Q1", 532, 1)
    assert "2026-Q2" in tandem("coverage").output
    assert "no quarter" in tandem("coverage", "--until", "spring").output


def test_no_other_kind_of_file_is_known(as_role):
    assert as_role("director").get("/allocation/coverage/export.pdf").status_code == 404


def test_the_page_takes_six_statements(spring, as_role):
    client, seen = as_role("partnerships"), []
    note = lambda *about: seen.append(about[2])  # noqa: E731 - so that it can be removed
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert client.get("/allocation/coverage").status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert len([one for one in seen if one.startswith("SELECT")]) <= 6


def test_programs_read_the_same(spring, client):
    headers = make.program(make.user(role="partnerships")) | {"Accept-Language": "en"}
    root = "/api/v1/coverage"
    told = client.get(f"{root}?until=2026-Q2", headers=headers).json
    places = covered().places
    assert told["total"] == len(told["items"]) == 4 * len(places) + 1
    name = place(covered(), "BE10").name
    rows = {row["quarter"]: row for row in told["items"] if row["region"] == name}
    assert list(rows) == ["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"]
    winter = rows["2026-Q1"]
    assert (winter["started"], winter["counted"], winter["secured"]) == (1, 1, "1500.00")
    assert winter["gap"] == f"{(COST - 150_000) // 100}.00"
    assert winter["per_positive"] is None
    assert told["items"][-1]["region"] is told["items"][-1]["quarter"] is None
    first = client.get(f"{root}?per_page=3&page=2&until=2026-Q2", headers=headers).json
    assert first["items"] == told["items"][3:6]
    assert client.get(root, headers=headers).json["items"][3]["quarter"] == quarter_now()
    for code, status in (("2026-q2", 422), ("soon", 422), ("2030-Q1", 404), ("2001-Q1", 404)):
        assert client.get(f"{root}?until={code}", headers=headers).status_code == status
    lead = make.program(make.user(role="lead", antennas=["GHE"])) | {"Accept-Language": "en"}
    seen = client.get(root, headers=lead).json["items"]
    assert {row["region"] for row in seen} == {place(covered(), "BE23").name, None}
    assert client.get(root).status_code == 401
    stranger = make.program(make.user(role="partnerships"), "gifts.read")
    assert client.get(root, headers=stranger).status_code == 403


def quarter_now():
    return quarter_of(TODAY).code
