"""Proposals for the queue."""

from importlib import import_module

from app.core.db import commit, rollback
from app.core.jobs import job
from app.core.viewer import acting_as
from app.proposals import deciding, queries
from app.proposals.models import ProposalState

PROPOSING = "app.proposals.proposing"
"""Brings the solver, which takes a second to load and a hundred megabytes: not every process that
serves pages needs it, so it is imported when a job runs."""


@job(deciding.PROPOSE)
def propose(proposal_id: int) -> None:
    """Work out a split. Doing it again after an interruption begins from the start."""
    proposing = import_module(PROPOSING)
    try:
        proposing.work_out(proposal_id, commit)
    except BaseException:
        rollback()
        proposing.fail(proposal_id)
        commit()
        raise


@job(deciding.ACCEPT)
def accept(proposal_id: int) -> None:
    """Write a whole proposal to the ledger. Doing it again writes nothing twice."""
    proposal = queries.get_any(proposal_id)
    if proposal.state != ProposalState.ACCEPTING:
        return
    try:
        with acting_as(deciding.who_accepted(proposal)):
            deciding.accept_all(proposal_id, commit)
    except BaseException:
        rollback()
        deciding.take_back_acceptance(proposal_id)
        commit()
        raise
