"""A claim until it is handed in: its lines, its second reader, its window."""

from datetime import date

import pytest
from sqlalchemy import select

from app.allocation.models import Evidence
from app.claims import actions, judging, queries
from app.claims.models import ClaimState
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.core.viewer import acting_as
from app.grants.models import Cost, GrantState, Unit
from tests.claims import stage
from tests.claims.stage import AFTER, Q1, Q2
from tests.grants import stage as grants

BOB = ("bob@staff.example", "Bob Peeters")


@pytest.fixture(autouse=True)
def summer(app, on_day):
    on_day(AFTER)


def codes(refusal):
    return {reason.code for reason in refusal.value.reasons}


def test_a_claim_takes_what_stands_in_its_period(app):
    grant = stage.grant()
    stage.line(grant, 1)
    stage.line(grant, 2, happened_on=date(2026, 4, 1))
    stage.line(grant, 3, released_at=clock.now())
    claim = stage.claim(grant)
    assert [line.reference for line in queries.all_lines(claim)] == [f"{grant.code}-D1"]
    assert (claim.amount_cents, claim.units, claim.state) == (100_000, 1, ClaimState.DRAFT)


def test_a_subject_is_claimed_once_under_a_grant(app):
    grant = stage.grant()
    line = stage.line(grant)
    stage.handed_in(grant)
    line.happened_on = date(2026, 5, 1)
    db.session.commit()
    assert queries.all_lines(stage.claim(grant, Q2)) == []


def test_costs_are_paid_by_their_share_and_instalments_as_they_fall_due(app):
    costs = stage.grant(unit=Unit.ACTUAL_COST, rate_cents=None, rate_percent=40.0)
    grants.cost(costs)
    grants.cost(costs, category="travel", amount_cents=1)
    assert stage.claim(costs).amount_cents == 40_000
    flat = stage.grant(unit=Unit.STAFF_FLAT_RATE, rate_cents=None, rate_percent=15.0)
    grants.cost(flat)
    grants.cost(flat, category="travel")
    assert stage.claim(flat).amount_cents == 15_000
    fixed = stage.grant(unit=Unit.INSTALMENT, rate_cents=None)
    grants.instalment(fixed, due_on=date(2026, 3, 31))
    assert stage.claim(fixed).amount_cents == 1_000_000


def test_a_draft_follows_the_ledger_when_it_is_refreshed(app):
    grant = stage.grant()
    stage.line(grant, 1)
    claim = stage.claim(grant)
    stage.line(grant, 2)
    grant.rate_cents = 90_000
    db.session.commit()
    with acting_as(stage.somebody(*BOB)):
        assert actions.refresh(claim=stage.again(claim)) == 2
        db.session.commit()
    assert stage.again(claim).amount_cents == 180_000


def test_evidence_that_came_in_reaches_a_claim_that_was_not_handed_in(app):
    grant = stage.grant()
    line = stage.line(grant, evidence=Evidence.MISSING)
    claim = stage.claim(grant)
    line.evidence = Evidence.COMPLETE
    db.session.commit()
    verdict = judging.verdict_on(stage.again(claim))
    assert [one.what for one in verdict.differences] == [("evidence",)]
    with acting_as(stage.somebody(*BOB)):
        actions.refresh(claim=stage.again(claim))
        db.session.commit()
    assert judging.verdict_on(stage.again(claim)).lacking == []


def test_evidence_that_came_in_later_does_not_alter_what_was_handed_in(app):
    grant = stage.grant()
    line = stage.line(grant, evidence=Evidence.MISSING)
    claim = stage.handed_in(grant, waiver="The papers follow.")
    line.evidence = Evidence.COMPLETE
    db.session.commit()
    assert judging.differences_of(stage.again(claim)) == []


def test_whoever_prepared_a_claim_does_not_check_it(app):
    grant = stage.grant()
    stage.line(grant)
    claim = stage.claim(grant)
    alice = stage.somebody("alice@staff.example", "Alice Martin")
    with acting_as(alice), pytest.raises(Refused) as refusal:
        actions.check(claim=claim)
    assert codes(refusal) == {"same_person"}


def test_what_the_second_reader_did_not_see_is_not_handed_in(app):
    grant = stage.grant()
    stage.line(grant, 1)
    claim = stage.claim(grant)
    with acting_as(stage.somebody(*BOB)):
        actions.check(claim=stage.again(claim))
        stage.line(grant, 2)
        claim = stage.again(claim)
        with pytest.raises(Refused) as refusal:
            actions.submit(claim=claim, submitted_on=AFTER, waiver=None)
    assert codes(refusal) == {"changed"}


def test_a_claim_outside_its_window_is_told_every_reason(app):
    grant = stage.grant(state=GrantState.DRAFT, ends_on=date(2026, 3, 15))
    with pytest.raises(Refused) as refusal:
        stage.claim(grant)
    assert codes(refusal) == {"outside_grant", "grant_not_running"}
    assert db.session.scalars(select(queries.Claim)).all() == []


def test_two_claims_of_a_grant_do_not_overlap(app):
    grant = stage.grant()
    stage.claim(grant)
    with pytest.raises(Refused) as refusal:
        stage.claim(grant, (Q1[1], Q2[1]))
    assert codes(refusal) == {"overlap"}


def test_caps_amount_and_unknown_rates_stop_the_handing_in_all_at_once(app):
    grant = stage.grant(amount_cents=150_000, caps=[{"kind": "units", "most": 1}])
    stage.line(grant, 1)
    stage.line(grant, 2)
    with pytest.raises(Refused) as refusal:
        stage.handed_in(grant)
    assert codes(refusal) == {"over_amount", "over_cap"}
    db.session.rollback()
    unknown = stage.grant(rate_cents=None)
    stage.line(unknown, 3)
    with pytest.raises(Refused) as refusal:
        stage.handed_in(unknown)
    assert codes(refusal) == {"rate_unknown"}


def test_a_period_that_is_not_over_is_not_handed_in(app, on_day):
    on_day(date(2026, 3, 30))
    grant = stage.grant()
    stage.line(grant)
    with pytest.raises(Refused) as refusal:
        stage.handed_in(grant)
    assert codes(refusal) == {"not_over"}


def test_lacking_evidence_and_a_passed_deadline_need_a_reason_in_words(app):
    grant = stage.grant()
    stage.line(grant, evidence="missing")
    claim = stage.claim(grant, due_on=date(2026, 7, 1))
    with acting_as(stage.somebody(*BOB)):
        claim = stage.again(claim)
        actions.check(claim=claim)
        with pytest.raises(Refused) as refusal:
            actions.submit(claim=claim, submitted_on=AFTER, waiver=None)
        assert codes(refusal) == {"line_evidence", "deadline"}
        actions.submit(claim=claim, submitted_on=AFTER, waiver="Agreed with the funder.")
    assert (claim.state, claim.waiver) == (ClaimState.SUBMITTED, "Agreed with the funder.")


def test_a_withdrawn_claim_gives_its_lines_back(app):
    grant = stage.grant()
    stage.line(grant)
    actions.withdraw(claim=stage.claim(grant))
    db.session.commit()
    second = stage.claim(grant)
    assert (second.code, len(queries.all_lines(second))) == (f"{grant.code}-2", 1)


def test_a_withdrawn_cost_is_not_claimed(app):
    grant = stage.grant(unit=Unit.ACTUAL_COST, rate_cents=None, rate_percent=40.0)
    grants.cost(grant, withdrawn_at=clock.now())
    assert stage.claim(grant).amount_cents == 0
    assert len(db.session.scalars(select(Cost)).all()) == 1
