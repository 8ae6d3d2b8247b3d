"""What the aims, states, verdicts and events of proposals are called."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.proposals.models import AllocationProposal, ProposalState

OBJECTIVES: dict[str, LazyString] = {
    "money": _("As much money as possible"),
    "priority": _("Grants with the highest priority first"),
    "count": _("As many duos paid for as possible"),
}
PROPOSAL_STATES: dict[str, LazyString] = {
    ProposalState.WAITING: _("Waiting for its turn"),
    ProposalState.RUNNING: _("Being worked out"),
    ProposalState.READY: _("To be decided"),
    ProposalState.ACCEPTING: _("Being written to the ledger"),
    ProposalState.FAILED: _("Failed"),
    ProposalState.SETTLED: _("Decided"),
}
PROPOSAL_TAGS = {
    ProposalState.WAITING: "accent",
    ProposalState.RUNNING: "accent",
    ProposalState.READY: "watch",
    ProposalState.ACCEPTING: "accent",
    ProposalState.FAILED: "late",
    ProposalState.SETTLED: "good",
}
VERDICTS: dict[str, LazyString] = {
    "accepted": _("Accepted"),
    "refused": _("Refused"),
    "skipped": _("Skipped: its situation changed"),
    "stays": _("Stays"),
}
VERDICT_TAGS = {
    "accepted": "good",
    "refused": "neutral",
    "skipped": "watch",
    "stays": "neutral",
}
SKIPPED: dict[str, LazyString] = {
    "counted": _("it was counted meanwhile"),
    "full": _("a cap was reached meanwhile"),
    "changed": _("it no longer meets the rules of the grant"),
    "grant": _("the grant does not run any more, or pays something else"),
    "stands": _("the line of the ledger that it would move was changed meanwhile"),
}
SHOWN: dict[str, LazyString] = {
    "paid": _("With a grant"),
    "unpaid": _("Nobody pays"),
    "full": _("Nobody pays: every place is taken"),
    "unlocked": _("Nobody pays: locked where there is no place"),
    "rule": _("Nobody pays: one rule stands in the way"),
    "rules": _("Nobody pays: several rules stand in the way"),
    "none": _("Nobody pays: no grant of this kind"),
    "locked": _("Locked by hand"),
    "skipped": _("Skipped"),
    "moves": _("Moves to another grant"),
    "stays": _("Stays where it stands"),
    "new": _("New in the ledger"),
    "released": _("Released"),
    "room": _("Released: makes room for others"),
    "gone": _("Released: no longer meets the rules"),
}
"""What the lines of a proposal can be asked for."""
OF_LEDGER = ("moves", "stays", "new", "released", "room", "gone")
"""Those that only a proposal has that reconsiders lines of the ledger."""
EVENTS: dict[str, LazyString] = {
    "allocation_proposal.asked": _("Proposal asked for"),
    "allocation_proposal.ready": _("Proposal worked out"),
    "allocation_proposal.failed": _("Proposal failed"),
    "allocation_proposal.accepted": _("Lines of the proposal accepted"),
    "allocation_proposal.refused": _("Lines of the proposal refused"),
    "allocation_proposal.line_locked": _("A line locked to a grant"),
    "allocation_proposal.line_unlocked": _("A locked line freed"),
}


def event_names() -> list[tuple[str, LazyString]]:
    return list(EVENTS.items())


def shown_of(proposal: AllocationProposal) -> dict[str, LazyString]:
    """What the lines of this one can be asked for, what changes in the ledger before the rest."""
    if not proposal.reconsiders:
        return {code: name for code, name in SHOWN.items() if code not in OF_LEDGER}
    return {code: SHOWN[code] for code in OF_LEDGER} | SHOWN
