"""A claim after it was handed in: frozen, asked about, decided, paid, taken back."""

from datetime import date

import pytest

from app.allocation import actions as ledger
from app.claims import actions, answers, queries, settling
from app.claims.models import ClaimState
from app.claims.recomputing import recompute
from app.core.db import db
from app.core.errors import Refused
from app.grants.models import GrantState
from tests.claims import stage
from tests.claims.stage import AFTER


@pytest.fixture(autouse=True)
def summer(app, on_day):
    on_day(AFTER)


@pytest.fixture
def grant(app):
    found = stage.grant()
    for number in (1, 2, 3):
        stage.line(found, number)
    return found


def codes(refusal):
    return {reason.code for reason in refusal.value.reasons}


def test_a_later_rate_or_rule_alters_nothing_that_was_handed_in(grant):
    claim = stage.handed_in(grant)
    before = [(line.digest, line.amount_cents) for line in queries.all_lines(claim)]
    grant.rate_cents, grant.scheme_code, grant.state = 1, "other", GrantState.CLOSED
    db.session.commit()
    again = recompute(stage.again(claim))
    assert [(line.digest, line.amount_cents) for line in queries.all_lines(claim)] == before
    assert (again.holds, again.again_cents) == (True, 300_000)
    assert {one.what for one in again.ledger} == {("rate_cents", "amount_cents")}


def test_recomputing_finds_a_line_that_somebody_touched_in_the_database(grant):
    claim = stage.handed_in(grant)
    line = queries.all_lines(claim)[0]
    line.amount_cents = 1
    db.session.commit()
    again = recompute(stage.again(claim))
    assert (again.holds, again.broken) == (False, [line.reference])


def test_a_line_that_was_handed_in_is_not_released(grant):
    row = stage.line(grant, 4)
    assert list(answers.against_release(row)) == []
    stage.handed_in(grant)
    with pytest.raises(Refused) as refusal:
        ledger.release(allocation=row, reason="A mistake")
    assert "claimed" in codes(refusal)


def test_handing_in_is_taken_back_until_the_funder_has_spoken(grant):
    claim = stage.handed_in(grant)
    assert actions.undo_submission(claim=claim).state == ClaimState.CHECKED
    claim = actions.submit(claim=claim, submitted_on=AFTER, waiver=None)
    settling.note_question(claim=claim, asked_on=AFTER, due_on=None, text="Who is D1?")
    assert claim.state == ClaimState.QUESTIONED
    with pytest.raises(Refused) as refusal:
        actions.undo_submission(claim=claim)
    assert codes(refusal) == {"settled"}


def test_an_answered_question_leaves_the_claim_handed_in(grant):
    claim = stage.handed_in(grant)
    settling.note_question(claim=claim, asked_on=AFTER, due_on=None, text="Who is D1?")
    db.session.flush()
    question = claim.questions[0]
    settling.answer_question(claim=claim, question=question, answered_on=AFTER, answer="A duo.")
    assert claim.state == ClaimState.SUBMITTED
    with pytest.raises(Refused):
        settling.remove_question(claim=claim, question=question)


def test_a_claim_is_reduced_line_by_line(grant):
    claim = stage.handed_in(grant)
    line = queries.all_lines(claim)[1]
    settling.cut_line(claim=claim, line=line, amount_cents=40_000, reason="Half the time")
    db.session.flush()
    with pytest.raises(Refused) as refusal:
        settling.decide(
            claim=claim, decided_on=AFTER, decision="approved", amount_cents=None, reason=None
        )
    assert codes(refusal) == {"lines_cut"}
    settling.decide(claim=claim, decided_on=AFTER, decision="lines", amount_cents=None, reason=None)
    assert (claim.state, claim.approved_cents) == (ClaimState.REDUCED, 240_000)
    assert recompute(claim).holds


def test_a_claim_is_reduced_by_a_sum_and_the_decision_taken_back(grant):
    claim = stage.approved(grant, decision="reduced", amount_cents=200_000, reason="Budget")
    assert (claim.state, claim.awaited_cents) == (ClaimState.REDUCED, 200_000)
    settling.undo_decision(claim=claim)
    assert (claim.state, claim.approved_cents) == (ClaimState.SUBMITTED, None)


def test_money_comes_in_parts_and_may_be_taken_back(grant):
    claim = stage.approved(grant)
    assert claim.state == ClaimState.APPROVED
    settling.pay(claim=claim, paid_on=AFTER, amount_cents=100_000)
    assert (claim.state, claim.awaited_cents) == (ClaimState.PART_PAID, 200_000)
    with pytest.raises(Refused) as refusal:
        settling.pay(claim=claim, paid_on=AFTER, amount_cents=200_001)
    assert codes(refusal) == {"more"}
    settling.pay(claim=claim, paid_on=AFTER, amount_cents=200_000)
    assert claim.state == ClaimState.PAID
    settling.claw_back(claim=claim, paid_on=AFTER, amount_cents=50_000, reason="Audit")
    assert (claim.state, claim.clawed_back_cents) == (ClaimState.CLAWED_BACK, 50_000)
    with pytest.raises(Refused):
        settling.claw_back(claim=claim, paid_on=AFTER, amount_cents=250_001, reason="Audit")
    db.session.flush()
    settling.withdraw_payment(claim=claim, payment=claim.payments[-1])
    assert claim.state == ClaimState.PAID
    with pytest.raises(Refused) as refusal:
        settling.undo_decision(claim=claim)
    assert codes(refusal) == {"paid"}


def test_a_month_sees_what_is_to_be_done(app, grant):
    grant.owner_id = stage.somebody("alice@staff.example", "Alice Martin").user_id
    stage.claim(grant, due_on=date(2026, 7, 10))
    other = stage.grant(rate_cents=50_000)
    stage.line(other, 9)
    stage.approved(other)
    with app.test_request_context():
        found = list(answers.due(date(2026, 7, 1), date(2026, 7, 31)))
    assert [(one["kind"], one["on"], one["who"]) for one in found] == [
        ("claim", date(2026, 7, 10), "Alice Martin"),
        ("money", None, None),
    ]
