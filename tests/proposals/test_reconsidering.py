"""A proposal that may move lines that stand: what it moves and leaves, and its acceptance."""

import random
from collections import Counter

import pytest

from app.allocation import actions
from app.allocation.models import Allocation
from app.core.db import db
from app.core.errors import Refused
from app.grants.models import Grant
from app.proposals import deciding, queries
from app.proposals.explaining import Explained
from app.proposals.models import AllocationLine, ProposalState
from tests import make
from tests.allocation import stage
from tests.proposals.stage import proposed


def count(duo, grant):
    line = actions.allocate(whom=stage.whom(duo), grant_id=grant.id)
    db.session.commit()
    return line


def lines(proposal, **asked):
    return list(
        db.session.scalars(queries.line_rows(proposal, **asked).order_by(AllocationLine.id))
    )


def stands():
    """The grant by duo of all that stands, by code."""
    found = db.session.query(Allocation).filter(Allocation.released_at.is_(None))
    return {one.duo_id: db.session.get_one(Grant, one.grant_id).code for one in found}


def women_only(code, *caps, **more):
    return stage.grant(code, *caps, conditions=[{"fact": "gender", "one_of": ["f"]}], **more)


def accepted(proposal):
    told = deciding.accept(proposal=queries.get_any(proposal.id))
    db.session.commit()
    return told


@pytest.fixture
def taken(app):
    """The only place of the dear grant is held by one who fits elsewhere too, the other not."""
    dear = stage.grant("DEAR", stage.cap(1), rate_cents=200_000)
    cheap = women_only("CHEAP", rate_cents=150_000)
    first = stage.duo(1, mentee={"gender": "f"})
    second = stage.duo(2, mentee={"gender": "m"})
    return dear, cheap, first, second, count(first, dear)


def test_a_line_makes_room_for_the_one_who_fits_nowhere_else(taken):
    _dear, _cheap, first, second, line = taken
    before = proposed()
    assert before.result["paid"] == 0
    proposal = proposed(reconsiders=True)
    assert proposal.result["total_cents"] == proposal.result["bound_cents"] == 350_000
    told = {key: proposal.result[key] for key in ("standing", "moves", "stays", "new", "releases")}
    assert told == {"standing": 1, "moves": 1, "stays": 0, "new": 1, "releases": 0}
    assert (proposal.result["gain_cents"], proposal.result["fewest"]) == (150_000, True)
    [move, _new] = lines(proposal)
    assert (move.stands_id, move.from_code, move.grant_code) == (line.id, "DEAR", "CHEAP")
    assert "It makes room in DEAR: all together brings more then." in Explained([move]).words(move)
    assert accepted(proposal) == {"accepted": 2}
    assert stands() == {first.id: "CHEAP", second.id: "DEAR"}
    [moved] = db.session.query(Allocation).filter_by(follows_id=line.id)
    assert (moved.duo_id, moved.proposal_id, moved.value_cents) == (first.id, proposal.id, 150_000)
    assert db.session.get_one(Allocation, line.id).released_at


def test_after_acceptance_nothing_moves_and_nothing_is_gained(taken):
    accepted(proposed(reconsiders=True))
    again = proposed(reconsiders=True)
    told = {key: again.result[key] for key in ("moves", "stays", "new", "gain_cents")}
    assert told == {"moves": 0, "stays": 2, "new": 0, "gain_cents": 0}
    assert {(line.reason, line.verdict) for line in lines(again)} == {("stays", "stays")}
    assert len(lines(again, shown="stays")) == 2
    with pytest.raises(Refused):
        accepted(again)


def test_one_line_says_which_other_comes_first(taken):
    proposal = proposed(reconsiders=True)
    move, new = queries.undecided(proposal.id)
    with pytest.raises(Refused) as refusal:
        deciding.accept_line(proposal=proposal, line=new)
    assert "once D-1 has left it" in str(refusal.value.reasons[0].text)
    assert not new.verdict
    assert deciding.accept_line(proposal=proposal, line=move) == {"accepted": 1}
    assert deciding.accept_line(proposal=proposal, line=new) == {"accepted": 1}
    assert proposal.state == ProposalState.SETTLED


@pytest.fixture
def chain(app):
    """The new one fits only the first grant, whose duo must go to the second, whose duo must go to
    the third."""
    grants = [
        stage.grant("A", stage.cap(1), rate_cents=300_000),
        women_only("B", stage.cap(1), rate_cents=250_000),
        women_only("C", rate_cents=200_000),
    ]
    grants[2].conditions = [*grants[2].conditions, {"fact": "age", "at_most": 25}]
    older = stage.duo(1, mentee={"gender": "f", "born_on": stage.date(1990, 1, 1)})
    younger = stage.duo(2, mentee={"gender": "f", "born_on": stage.date(2004, 1, 1)})
    count(older, grants[0])
    count(younger, grants[1])
    new = stage.duo(3, mentee={"gender": "m"})
    return {older.id: "B", younger.id: "C", new.id: "A"}


def test_a_chain_of_moves_into_full_grants_is_accepted_as_a_whole(chain):
    proposal = proposed(reconsiders=True)
    assert (proposal.result["moves"], proposal.result["gain_cents"]) == (2, 200_000)
    assert accepted(proposal) == {"accepted": 3}
    assert stands() == chain


def test_a_chain_is_accepted_line_by_line_from_its_end(chain):
    proposal = proposed(reconsiders=True)
    by_grant = {line.grant.code: line for line in undecided(proposal)}
    for code, before in (("A", "D-1"), ("B", "D-2")):
        with pytest.raises(Refused) as refusal:
            deciding.accept_line(proposal=proposal, line=by_grant[code])
        assert before in str(refusal.value.reasons[0].text)
    assert Counter(stands().values()) == {"A": 1, "B": 1}
    for code in "CBA":
        assert deciding.accept_line(proposal=proposal, line=by_grant[code]) == {"accepted": 1}
    assert stands() == chain


def undecided(proposal):
    lines = queries.undecided(proposal.id)
    return [queries.find_line(proposal, line.id) for line in lines]


def test_who_no_longer_meets_the_rules_is_released_and_says_why(app):
    grant = women_only("WOMEN")
    duo = stage.duo(1, mentee={"gender": "f"})
    line = count(duo, grant)
    stage.mentee_of(duo).gender = "m"
    db.session.commit()
    proposal = proposed(reconsiders=True)
    assert (proposal.result["releases"], proposal.result["gain_cents"]) == (1, -100_000)
    assert proposal.result["reasons"] == {"gone": 1}
    [gone] = lines(proposal)
    assert (gone.reason, gone.grant_id, gone.stands_id) == ("gone", None, line.id)
    words = Explained([gone]).words(gone)
    assert "It counts for WOMEN today, but no longer meets its rules." in words
    assert accepted(proposal) == {"accepted": 1}
    assert stands() == {}
    assert "no longer meets the rules" in db.session.get_one(Allocation, line.id).release_reason


def test_a_line_that_was_locked_meanwhile_is_skipped_and_so_is_who_needs_its_place(taken):
    _dear, _cheap, first, _second, line = taken
    proposal = proposed(reconsiders=True)
    actions.lock(allocations=[line], locked=True)
    db.session.commit()
    assert accepted(proposal) == {"skipped": 2}
    why = {
        one.why["skipped"]
        for one in db.session.query(AllocationLine).filter_by(proposal_id=proposal.id)
    }
    assert why == {"stands", "full"}
    assert stands() == {first.id: "DEAR"}


def test_an_acceptance_that_was_interrupted_goes_on_where_it_was(app, monkeypatch):
    monkeypatch.setattr(deciding, "CHUNK", 1)
    dear = stage.grant("DEAR", stage.cap(2), rate_cents=200_000)
    women_only("CHEAP", rate_cents=150_000)
    for number in (1, 2):
        count(stage.duo(number, mentee={"gender": "f"}), dear)
    for number in (3, 4):
        stage.duo(number, mentee={"gender": "m"})
    proposal = proposed(reconsiders=True)
    assert (proposal.result["moves"], proposal.result["new"]) == (2, 2)

    def breaks_off():
        db.session.commit()
        raise InterruptedError

    with pytest.raises(InterruptedError):
        deciding.accept_all(proposal.id, breaks_off)
    assert Counter(stands().values()) == {"CHEAP": 2}
    deciding.accept_all(proposal.id, db.session.commit)
    deciding.accept_all(proposal.id, db.session.commit)
    assert Counter(stands().values()) == {"CHEAP": 2, "DEAR": 2}
    assert make.count(Allocation) == 6


def test_drawn_ledgers_gain_what_is_said_and_end_at_rest(app):
    """Whole acceptance brings exactly what the proposal says, keeps every cap, and is final."""
    chance = random.Random(5)  # noqa: S311 - the same ledger at every run
    most = [chance.randint(1, 3) for _ in range(4)]
    grants = [
        stage.grant(f"G-{n}", stage.cap(most[n]), rate_cents=rate, **more)
        for n, (rate, more) in enumerate(
            [
                (100_000, {}),
                (100_000, {"conditions": [{"fact": "gender", "one_of": ["f"]}]}),
                (150_000, {"conditions": [{"fact": "gender", "one_of": ["m"]}]}),
                (90_000, {"amount_cents": 270_000, "least_units": 2}),
            ]
        )
    ]
    duos = [stage.duo(n, mentee={"gender": chance.choice("fm")}) for n in range(9)]
    for duo in duos[:6]:
        for grant in chance.sample(grants, len(grants)):
            try:
                count(duo, grant)
                break
            except Refused:
                db.session.rollback()
    locked = db.session.query(Allocation).first()
    actions.lock(allocations=[locked], locked=True)
    db.session.commit()
    proposal = proposed(reconsiders=True)
    before = worth()
    accepted(proposal)
    assert worth() == before + proposal.result["gain_cents"]
    assert not db.session.get_one(Allocation, locked.id).released_at
    counted = Counter(stands().values())
    assert all(counted[f"G-{n}"] <= units for n, units in enumerate(most))
    again = proposed(reconsiders=True)
    assert (again.result["moves"], again.result["new"], again.result["gain_cents"]) == (0, 0, 0)


def worth():
    standing = db.session.query(Allocation).filter(Allocation.released_at.is_(None))
    return sum(line.value_cents for line in standing)
