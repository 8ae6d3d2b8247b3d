"""A proposal from the question to the ledger, on real databases."""

from app.allocation import deciding, proposals, queries
from app.allocation.models import Allocation, AllocationLine, ProposalState
from app.core.db import db
from tests import make
from tests.allocation import stage


def lines(proposal, **asked):
    found = db.session.scalars(proposals.line_rows(proposal, **asked).order_by("id"))
    return list(found)


def test_the_dearest_grant_is_filled_first_and_the_rest_goes_to_the_next(app):
    dear = stage.grant("DEAR", stage.cap(1), rate_cents=200_000)
    cheap = stage.grant("CHEAP", rate_cents=50_000)
    for number in (1, 2):
        stage.duo(number)
    proposal = stage.proposal()
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
    assert {row.units for row in queries.usage([dear.id])} == {1}
    assert make.count(AllocationLine) == 2
