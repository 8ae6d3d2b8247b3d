"""Proposing, meeting, answering and taking back, on real databases."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.core.viewer import Viewer, acting_as
from app.matching import actions, queries, rules, sides
from app.matching.models import Proposal, ProposalState
from app.people.models import Stage
from tests import make

BOTH = {"mentee": True, "mentor": True}
NO_REASONS = {"mentee": None, "mentor": None}


def propose(mentee, mentor, reason="Both know the building trade."):
    return actions.propose(mentee=mentee, mentor=mentor, reason=reason)


def waiting():
    return db.session.scalars(queries.ready_mentees(clock.today())).all()


def refused(call, **facts):
    with pytest.raises(Refused) as refusal:
        call(**facts)
    return refusal.value.reasons


def test_a_proposal_keeps_its_reason_and_leaves_an_event(app):
    fatou, marc = make.pair()
    proposal = propose(fatou, marc)
    assert (proposal.state, proposal.reason) == ("proposed", "Both know the building trade.")
    assert make.last_event().name == "proposal.made"
    assert fatou not in waiting()


def test_nobody_is_proposed_to_two_at_once(app):
    fatou, marc = make.pair()
    luc = make.mentor("Luc", "Peeters", languages={"fr": "native"}, trained_on=make.SPRING)
    propose(fatou, marc)
    assert refused(propose, mentee=fatou, mentor=luc) == [rules.MENTEE_PROPOSED]


def test_a_place_taken_at_another_antenna_counts_as_taken(app):
    """A coordinator does not see the duos of another antenna, and still cannot overbook."""
    fatou, marc = make.pair(antenna="BRU")
    elsewhere = make.mentee("Omar", "Haddad", antenna="LIE")
    make.duo(elsewhere, marc)
    nadia = make.user(antennas=["BRU"])
    looking = Viewer(name="", user_id=nadia.id, antenna_ids=nadia.antenna_ids)
    with acting_as(looking):
        found = refused(propose, mentee=fatou, mentor=marc)
    assert found == [rules.NO_FREE_PLACE]


@pytest.mark.parametrize("ended_on", [None, date(2026, 6, 1)])
def test_two_who_are_or_were_a_duo_are_not_proposed_again(app, ended_on):
    fatou, marc = make.pair(capacity=2)
    make.duo(fatou, marc, ended_on=ended_on)
    fatou.stage_since = date(2026, 7, 1)
    assert rules.ALREADY_PAIRED in refused(propose, mentee=fatou, mentor=marc)


def test_both_approve_and_the_proposal_waits_for_signatures(app):
    proposal = make.proposal(*make.pair())
    actions.answer(
        proposal=proposal,
        first_meeting_on=make.SPRING,
        approvals={"mentee": True, "mentor": None},
        reasons=NO_REASONS,
    )
    assert proposal.state == ProposalState.PROPOSED
    actions.answer(
        proposal=proposal,
        first_meeting_on=make.SPRING,
        approvals={"mentee": None, "mentor": True},
        reasons=NO_REASONS,
    )
    assert (proposal.state, proposal.mentee_approves) == (ProposalState.APPROVED, True)


def test_one_refusal_closes_it_with_its_reason_and_the_mentee_waits_again(app):
    fatou, marc = make.pair()
    proposal = make.proposal(fatou, marc)
    actions.answer(
        proposal=proposal,
        first_meeting_on=make.SPRING,
        approvals={"mentee": True, "mentor": False},
        reasons={"mentee": None, "mentor": "distance"},
        remarks="Marc moved to Ostend.",
    )
    assert (proposal.state, proposal.mentor_reason) == (ProposalState.REFUSED, "distance")
    event = make.last_event()
    assert event.name == "proposal.refused"
    assert "Ostend" not in str(event.facts)
    assert [one.id for one in waiting()] == [fatou.id]


def test_a_withdrawn_proposal_can_be_made_anew(app):
    fatou, marc = make.pair()
    first = propose(fatou, marc)
    actions.withdraw(proposal=first, remarks="Wrong mentor chosen.")
    assert propose(fatou, marc).state == ProposalState.PROPOSED
    assert refused(actions.withdraw, proposal=first, remarks="Again") == [rules.NOT_OPEN]


def test_after_a_duo_somebody_waits_only_once_they_are_called_ready_again(app):
    fatou, marc = make.pair()
    make.duo(fatou, marc, ended_on=date(2026, 6, 1))
    assert waiting() == []
    assert sides.look(fatou.id, clock.today()).against == [rules.NOT_AGAIN]
    actions.make_ready_again(mentee=fatou, ready_on=date(2026, 6, 15))
    assert [one.id for one in waiting()] == [fatou.id]


def test_somebody_ready_from_a_day_to_come_does_not_wait_yet(app, on_day):
    on_day(date(2026, 6, 10))
    fatou, marc = make.pair()
    make.duo(fatou, marc, ended_on=date(2026, 6, 1))
    actions.make_ready_again(mentee=fatou, ready_on=date(2026, 6, 15))
    db.session.flush()
    assert waiting() == []
    assert rules.MENTEE_NOT_READY in refused(propose, mentee=fatou, mentor=marc)


def test_those_not_ready_or_merged_do_not_wait(app):
    make.mentee(stage=Stage.INTERVIEW)
    keeper = make.mentee()
    make.mentee(merged_into_id=keeper.id)
    assert [one.id for one in waiting()] == [keeper.id]


def test_proposals_of_another_antenna_are_behind_the_wall(app):
    here = make.proposal(*make.pair(antenna="BRU"))
    there = make.proposal(*make.pair(antenna="LIE"))
    seen = frozenset({make.antenna("BRU").id})
    with acting_as(Viewer(name="", user_id=1, antenna_ids=seen)):
        assert queries.find_proposal(there.id) is None
        assert db.session.scalars(select(Proposal.id)).all() == [here.id]
