"""What people do with proposals: ask for one, accept or refuse its lines, lock one elsewhere."""

from collections import Counter
from collections.abc import Callable
from datetime import date

from app.accounts.identity import viewer_of
from app.allocation.eligibility import Whom, choices
from app.allocation.rules import NO_LINES, NOT_RUNNING
from app.core import clock, events, jobs
from app.core.db import db
from app.core.errors import Refused, refuse_if
from app.core.permissions import Permission
from app.core.viewer import SYSTEM, Viewer, viewer
from app.proposals import queries, rules
from app.proposals.accepting import write, write_one
from app.proposals.models import AllocationLine, AllocationProposal, ProposalState

PROPOSE, ACCEPT = "allocation.propose", "allocation.accept"
AT_MOST_AT_ONCE = 500
"""More lines than this are written by a job."""
CHUNK = 4000


def ask_for(
    *, from_on: date, until_on: date, objective: str, reconsiders: bool = False
) -> AllocationProposal:
    """A job works it out; until somebody accepts it, nothing changes in the ledger."""
    proposal = _new(from_on, until_on, objective, reconsiders=reconsiders)
    jobs.later(PROPOSE, proposal.id)
    return proposal


def _new(from_on: date, until_on: date, objective: str, *, reconsiders: bool) -> AllocationProposal:
    refuse_if(rules.against_period(from_on, until_on))
    proposal = AllocationProposal(
        state=ProposalState.WAITING,
        objective=objective,
        from_on=from_on,
        until_on=until_on,
        reconsiders=reconsiders,
        asked_at=clock.now(),
        asked_by_id=viewer().user_id,
        result={},
    )
    db.session.add(proposal)
    events.record(
        "allocation_proposal.asked",
        proposal,
        from_on=from_on,
        until_on=until_on,
        objective=objective,
        reconsiders=reconsiders,
    )
    return proposal


def ask_now(
    *, from_on: date, until_on: date, objective: str, reconsiders: bool = False
) -> AllocationProposal:
    """For a command, which works it out itself."""
    proposal = _new(from_on, until_on, objective, reconsiders=reconsiders)
    db.session.flush()
    return proposal


def ask_again(
    *, proposal: AllocationProposal, reconsiders: bool | None = None
) -> AllocationProposal:
    """The same question with the lines that were locked; what was open of the old one is closed.
    `reconsiders` is as it was where nothing else is said."""
    again = {ProposalState.READY, ProposalState.FAILED, ProposalState.SETTLED}
    refuse_if([] if proposal.state in again else [rules.NOT_READY])
    new = ask_for(
        from_on=proposal.from_on,
        until_on=proposal.until_on,
        objective=proposal.objective,
        reconsiders=proposal.reconsiders if reconsiders is None else reconsiders,
    )
    new.result = {"locks": _locks(proposal)}
    if proposal.state == ProposalState.READY:
        proposal.state = ProposalState.SETTLED
    return new


def accept_line(*, proposal: AllocationProposal, line: AllocationLine) -> Counter[str]:
    proposal = queries.get_any(proposal.id)
    db.session.refresh(line)
    refuse_if(rules.against_accepting_line(proposal, line))
    told = write_one(proposal, line)
    _settle(proposal, told)
    return told


def refuse_line(*, proposal: AllocationProposal, line: AllocationLine) -> AllocationLine:
    proposal = queries.get_any(proposal.id)
    db.session.refresh(line)
    refuse_if(rules.against_accepting_line(proposal, line))
    line.verdict = "refused"
    events.record("allocation_proposal.refused", proposal, lines=1)
    _settle_if_done(proposal)
    return line


def refuse(*, proposal: AllocationProposal) -> int:
    """All that is still open; the ledger stays as it is."""
    proposal = queries.get_any(proposal.id)
    refuse_if(rules.against_deciding(proposal))
    lines = queries.undecided(proposal.id)
    for line in lines:
        line.verdict = "refused"
    events.record("allocation_proposal.refused", proposal, lines=len(lines))
    proposal.state = ProposalState.SETTLED
    return len(lines)


def accept(*, proposal: AllocationProposal) -> Counter[str] | None:
    """All that is still open: at once, or by a job when there is much; then nothing is told yet."""
    proposal = queries.get_any(proposal.id)
    refuse_if(rules.against_deciding(proposal))
    lines = queries.undecided(proposal.id, AT_MOST_AT_ONCE + 1)
    refuse_if([] if lines else [NO_LINES])
    if len(lines) > AT_MOST_AT_ONCE:
        proposal.state, proposal.accepted_by_id = ProposalState.ACCEPTING, viewer().user_id
        proposal.progress = 0
        jobs.later(ACCEPT, proposal.id)
        return None
    told = write(proposal, lines)
    _settle(proposal, told)
    return told


def accept_all(proposal_id: int, end: Callable[[], None]) -> Counter[str]:
    """For a job: some thousand lines at a time, each a transaction, so that another run goes on
    where this one was interrupted. What moves in the ledger comes before, all of it together: one
    needs the place that the other leaves."""
    told: Counter[str] = Counter()
    everything = queries.count_undecided(proposal_id)
    lines = queries.undecided(proposal_id, moving=True)
    while lines := lines or queries.undecided(proposal_id, CHUNK):
        proposal = queries.get_any(proposal_id)
        told += write(proposal, lines)
        proposal.progress = 100 * told.total() // everything
        end()
        lines = []
    _settle(queries.get_any(proposal_id), told)
    return told


def who_accepted(proposal: AllocationProposal) -> Viewer:
    """A job does what the person who asked for it may do. Raises `Refused` when that is over."""
    user = proposal.accepted_by
    if user is None:
        return SYSTEM
    found = viewer_of(user, user.permissions if user.is_in_use else frozenset(), "page")
    if not found.may(Permission.FUNDING_MANAGE):
        raise Refused([rules.NOT_READY])
    return found


def take_back_acceptance(proposal_id: int) -> None:
    """What was written stays, the rest can be decided about again."""
    proposal = queries.get_any(proposal_id)
    if proposal.state == ProposalState.ACCEPTING:
        proposal.state = ProposalState.READY


def _settle(proposal: AllocationProposal, told: Counter[str]) -> None:
    events.record("allocation_proposal.accepted", proposal, **told)
    proposal.state = ProposalState.READY
    _settle_if_done(proposal)


def _settle_if_done(proposal: AllocationProposal) -> None:
    db.session.flush()
    if not queries.count_undecided(proposal.id):
        proposal.state = ProposalState.SETTLED


def lock_line(*, proposal: AllocationProposal, whom: Whom, grant_id: int) -> AllocationProposal:
    """Decide where somebody goes before the split is worked out again: a grant that may count them
    now, or the one where they stand."""
    refuse_if(rules.against_deciding(proposal))
    stands = queries.stands_of(proposal, whom.key)
    if stands is None or stands.grant_id != grant_id:
        found = next((one for one in choices(whom, stands) if one.grant.id == grant_id), None)
        refuse_if([NOT_RUNNING] if found is None else found.against)
    return _lock(proposal, whom.key, grant_id)


def unlock_line(*, proposal: AllocationProposal, subject: str) -> AllocationProposal:
    refuse_if(rules.against_deciding(proposal))
    return _lock(proposal, subject, None)


def _lock(proposal: AllocationProposal, subject: str, grant_id: int | None) -> AllocationProposal:
    proposal = queries.get_any(proposal.id)
    locks = {key: grant for key, grant in _locks(proposal).items() if key != subject}
    proposal.result = proposal.result | {
        "locks": locks if grant_id is None else locks | {subject: grant_id}
    }
    word = "unlocked" if grant_id is None else "locked"
    events.record(f"allocation_proposal.line_{word}", proposal, subject=subject, grant_id=grant_id)
    return proposal


def _locks(proposal: AllocationProposal) -> dict[str, int]:
    return dict(proposal.result.get("locks", {}))
