"""A proposal from the question to the ledger, on real databases."""

import random
from collections import Counter

from app.allocation import actions
from app.allocation import queries as ledger
from app.allocation.eligibility import choices
from app.allocation.models import Allocation
from app.core.db import db
from app.core.permissions import Permission
from app.core.viewer import Viewer, acting_as
from app.proposals import deciding, queries
from app.proposals.explaining import Explained
from app.proposals.models import AllocationLine, ProposalState
from tests import make
from tests.allocation import stage
from tests.proposals.stage import proposed, skipped_lines

NEVER = {"fact": "gender", "one_of": ["x"]}
RATES = {"CLOSED": 90_000, "DEARER": 80_000, "CHANGED": 70_000, "COUNTED": 60_000, "FULL": 50_000}
START = {code: stage.date(2026, 2, day) for day, code in enumerate(RATES, start=1)}
CONDITIONS = [
    {"fact": "age", "at_least": 21},
    {"fact": "gender", "one_of": ["f"]},
    {"not": {"fact": "gender", "one_of": ["m"]}},
    {"any": [{"fact": "age", "at_most": 25}, {"not": {"fact": "gender", "known": True}}]},
]
BORN = [stage.date(2004, 3, 2), stage.date(2006, 5, 5), stage.date(1996, 1, 1), None]


def lines(proposal, **asked):
    found = db.session.scalars(queries.line_rows(proposal, **asked).order_by(AllocationLine.id))
    return list(found)


def test_the_dearest_grant_is_filled_first_and_the_rest_goes_to_the_next(app):
    dear = stage.grant("DEAR", stage.cap(1), rate_cents=200_000)
    cheap = stage.grant("CHEAP", rate_cents=50_000)
    for number in (1, 2):
        stage.duo(number)
    proposal = proposed()
    assert proposal.state == ProposalState.READY
    found = {line.grant_code: line for line in lines(proposal)}
    assert set(found) == {dear.code, cheap.code}
    assert proposal.result["total_cents"] == proposal.result["bound_cents"] == 250_000
    assert proposal.result["proven"]
    assert found["CHEAP"].reason == "spared"
    assert found["CHEAP"].why["dearest"] == dear.id
    assert make.count(Allocation) == 0
    told = deciding.accept(proposal=proposal)
    assert told == {"accepted": 2}
    assert proposal.state == ProposalState.SETTLED
    assert {row.units for row in ledger.usage([dear.id])} == {1}
    assert make.count(AllocationLine) == 2


def test_a_dearer_grant_that_was_full_before_is_told_as_such(app):
    dear = stage.grant("DEAR", stage.cap(1), rate_cents=200_000)
    stage.duo(1)
    deciding.accept(proposal=proposed())
    stage.grant("CHEAP", rate_cents=50_000)
    stage.duo(2)
    [line] = lines(proposed())
    assert (line.reason, line.why["dearest"]) == ("taken", dear.id)
    words = Explained([line]).words(line)
    assert words.startswith("DEAR pays more, but all its places were taken before.")


def only(proposal, **asked):
    [line] = lines(proposal, **asked)
    return line


def test_what_counts_already_is_left_as_it_is_and_takes_its_places(app):
    grant = stage.grant("N", stage.cap(2))
    first = stage.duo(1)
    actions.allocate(whom=stage.whom(first), grant_id=grant.id)
    for number in (2, 3):
        stage.duo(number)
    proposal = proposed()
    assert proposal.result["already"] == 1
    assert (proposal.result["subjects"], proposal.result["paid"]) == (2, 1)
    assert proposal.result["reasons"] == {"full": 1}
    unpaid = only(proposal, shown="full")
    assert "What is full: N (at most 2)." in Explained([unpaid]).words(unpaid)


def test_caps_of_antennas_of_parts_of_the_period_and_of_money_are_kept(app):
    here = make.first_antenna().code
    stage.grant("A", stage.cap(1, antenna_code=here), rate_cents=90_000)
    stage.grant("P", stage.cap(1, until_on=stage.date(2026, 3, 31)), rate_cents=80_000)
    stage.grant("M", stage.cap(150_000, "money"), rate_cents=70_000)
    stage.grant("S", rate_cents=60_000, amount_cents=60_000)
    for number in range(1, 8):
        stage.duo(number)
    proposal = proposed()
    found = Counter(line.grant_code for line in lines(proposal))
    assert found == {"A": 1, "P": 1, "M": 2, "S": 1, None: 2}
    assert proposal.result["proven"]


def test_the_single_rule_that_stands_in_the_way_is_named(app):
    stage.grant("YOUNG", conditions=[{"fact": "age", "at_most": 20}])
    stage.grant("FAR", conditions=[{"fact": "age", "at_most": 20}, NEVER])
    stage.duo(mentee={"born_on": stage.date(1990, 1, 1)})
    line = only(proposed())
    assert (line.reason, line.grant_id) == ("rule", None)
    words = Explained([line]).words(line)
    assert "YOUNG comes nearest. One rule stands in the way: Age of the mentee" in words


def test_a_rule_about_protected_facts_is_told_only_to_those_who_may_read_them(app):
    stage.grant("EX-1", conditions=[{"fact": "nationality", "none_of": ["EU"]}])
    stage.duo()
    line = only(proposed())
    assert "Nationality" in Explained([line]).words(line)
    with acting_as(Viewer(None, "x", frozenset({Permission.FUNDING_READ}), None, "page")):
        words = Explained([line]).words(line)
    assert "a condition about protected facts" in words
    assert "Nationality" not in words


def test_nobody_pays_where_no_grant_runs(app):
    stage.duo()
    proposal = proposed()
    assert only(proposal).reason == "none"
    assert proposal.result["reasons"] == {"none": 1}


def test_a_promise_comes_before_the_money_in_its_share_of_the_time(app):
    stage.grant("DEAR", rate_cents=200_000)
    poor = stage.grant("POOR", rate_cents=10_000, least_units=4)
    for number in range(1, 5):
        stage.duo(number)
    proposal = proposed()
    chosen = [line for line in lines(proposal) if line.grant_id == poor.id]
    assert len(chosen) == 2
    assert {line.reason for line in chosen} == {"promise"}
    assert (proposal.result["lacks"], proposal.result["by_hand_lacks"]) == (0, 2)


def test_the_aim_may_be_the_priority_of_grants(app):
    stage.grant("DEAR", stage.cap(1), rate_cents=200_000, priority=9)
    first = stage.grant("FIRST", rate_cents=10_000, priority=1)
    stage.duo()
    assert only(proposed("money")).grant_code == "DEAR"
    line = only(proposed("priority"))
    assert (line.grant_id, line.reason) == (first.id, "aim")


def test_what_no_longer_holds_is_skipped_and_says_why(app):
    by_code = {code: stage.grant(code, rate_cents=rate) for code, rate in RATES.items()}
    duos = {code: stage.duo(number) for number, code in enumerate(RATES, start=1)}
    for code, grant in by_code.items():
        grant.conditions = [{"fact": "started_on", "from": str(START[code])}]
        grant.conditions += [{"fact": "started_on", "until": str(START[code])}]
        duos[code].started_on = START[code]
    db.session.commit()
    proposal = proposed()
    assert proposal.result["paid"] == 5
    by_code["CLOSED"].state = "closed"
    by_code["DEARER"].rate_cents = 1
    duos["CHANGED"].started_on = stage.date(2026, 1, 31)
    other = stage.grant("OTHER")
    actions.allocate(whom=stage.whom(duos["COUNTED"]), grant_id=other.id)
    make.kept(stage.cap(0, grant_id=by_code["FULL"].id))
    db.session.expire_all()
    told = deciding.accept(proposal=queries.get_any(proposal.id))
    assert told == {"skipped": 5}
    found = {line.grant.code: line.why["skipped"] for line in skipped_lines(proposal.id)}
    assert found == {
        "CLOSED": "grant",
        "DEARER": "grant",
        "CHANGED": "changed",
        "COUNTED": "counted",
        "FULL": "full",
    }
    assert make.count(Allocation) == 1


def test_the_proposal_and_the_hand_agree_on_who_may_count(app):
    """The same rules, once in SQL for all and once by the engine for one."""
    chance = random.Random(11)  # noqa: S311 - the same people at every run
    for number in range(8):
        asked = chance.sample(CONDITIONS, chance.randint(0, 2))
        units = ("duo_started", "duo_completed", "positive_exit")
        stage.grant(f"G-{number}", unit=chance.choice(units), conditions=asked)
    for number in range(12):
        ended = chance.choice([None, stage.date(2026, 5, chance.randint(1, 28))])
        state = chance.choice(["completed", "broken_off"]) if ended else "running"
        facts = {"ended_on": ended, "state": state, "mentor_slot": None if ended else 1}
        mentee = {"gender": chance.choice(["f", "m", None]), "born_on": chance.choice(BORN)}
        stage.duo(number, mentee=mentee, **facts)
    proposal = proposed()
    for line in lines(proposal):
        whom = stage.whom(ledger.find_duo(line.duo_id))
        may = [one.grant.code for one in choices(whom) if one.is_open]
        assert (line.grant_code in may) if line.grant_id else may == []
        assert line.why.get("of", 0) == len(may)
