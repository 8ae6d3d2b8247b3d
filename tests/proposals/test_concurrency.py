"""A proposal that several people accept at once is written once."""

from app.allocation.models import Allocation
from app.proposals import deciding, queries
from app.proposals.models import ProposalState
from tests import make
from tests.allocation import stage
from tests.allocation.test_concurrency import TOGETHER, race
from tests.proposals.stage import proposed, skipped_lines


def test_a_proposal_accepted_by_two_is_written_once(app):
    stage.grant()
    for number in range(1, 6):
        stage.duo(number)
    proposal = proposed().id

    def accept():
        deciding.accept(proposal=queries.get_any(proposal))

    found = race(app, [accept] * TOGETHER)
    assert found == {"done": 1, "not_ready": TOGETHER - 1}
    assert make.count(Allocation) == 5
    assert queries.get_any(proposal).state == ProposalState.SETTLED


def test_two_proposals_over_the_same_duos_are_accepted_at_once_and_each_duo_counts_once(app):
    stage.grant("A-1", exclusivity_group="public")
    for number in range(1, 6):
        stage.duo(number)
    first = proposed().id
    stage.grant("A-2", exclusivity_group="public", rate_cents=900_000)
    second = proposed().id

    def accepting(proposal_id):
        return lambda: deciding.accept(proposal=queries.get_any(proposal_id))

    found = race(app, [accepting(first), accepting(second)])
    assert found == {"done": 2}
    assert make.count(Allocation) == 5
    skipped = sum(len(skipped_lines(number)) for number in (first, second))
    assert skipped == 5
