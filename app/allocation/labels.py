"""What the states, verdicts and events of the allocation are called."""

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

from app.allocation.models import Evidence, ProposalState

EVIDENCE: dict[str, LazyString] = {
    Evidence.MISSING: _("Missing"),
    Evidence.PARTIAL: _("In part"),
    Evidence.COMPLETE: _("Complete"),
}
EVIDENCE_TAGS = {
    Evidence.MISSING: "late",
    Evidence.PARTIAL: "watch",
    Evidence.COMPLETE: "good",
}
STATES: dict[str, LazyString] = {
    "standing": _("Standing"),
    "released": _("Released"),
    "all": _("All lines"),
}
CLAIMS: dict[str, LazyString] = {"yes": _("In a claim"), "no": _("In no claim yet")}
COUNTED: dict[str, LazyString] = {"twice": _("Counted twice")}
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
}
VERDICT_TAGS = {"accepted": "good", "refused": "neutral", "skipped": "watch"}
SKIPPED: dict[str, LazyString] = {
    "counted": _("it was counted meanwhile"),
    "full": _("a cap was reached meanwhile"),
    "changed": _("it no longer meets the rules of the grant"),
    "grant": _("the grant does not run any more, or pays something else"),
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
}
"""What the lines of a proposal can be asked for."""
EVENTS: dict[str, LazyString] = {
    "allocation.made": _("Counted for a grant"),
    "allocation.moved": _("Moved to another grant"),
    "allocation.released": _("Released"),
    "allocation.restored": _("Release taken back"),
    "allocation.locked": _("Locked"),
    "allocation.unlocked": _("Unlocked"),
    "allocation.evidence_changed": _("State of the evidence changed"),
    "allocations.exported": _("Ledger exported"),
    "allocation_proposal.asked": _("Proposal asked for"),
    "allocation_proposal.ready": _("Proposal worked out"),
    "allocation_proposal.failed": _("Proposal failed"),
    "allocation_proposal.accepted": _("Lines of the proposal accepted"),
    "allocation_proposal.refused": _("Lines of the proposal refused"),
    "allocation_proposal.line_locked": _("A line locked to a grant"),
    "allocation_proposal.line_unlocked": _("A locked line freed"),
}
YES, NO = _("yes"), _("no")
FIELDS: dict[str, LazyString] = {
    "id": _("Number"),
    "subject": _("Duo or mentor"),
    "reference": _("Reference"),
    "antenna": _("Antenna"),
    "grant_code": _("Grant"),
    "unit": _("What is paid for"),
    "happened_on": _("Day"),
    "quantity": _("Quantity"),
    "value": _("Value"),
    "currency": _("Currency"),
    "evidence": _("Evidence"),
    "locked": _("Locked"),
    "claimed": _("In a claim"),
    "twice": _("Counted twice"),
    "released_at": _("Released"),
}
"""The columns of an export, in their order."""


def event_names() -> list[tuple[str, LazyString]]:
    return list(EVENTS.items())


def evidence_name(evidence: str) -> str:
    return str(EVIDENCE[Evidence(evidence)])


def evidence_tag(evidence: str) -> str:
    return EVIDENCE_TAGS[Evidence(evidence)]


def subject_name(subject: str, reference: str | None = None) -> str:
    """Never a name: those who work with funders do not know who it is."""
    kind, _sep, number = subject.partition(":")
    if kind == "mentor":
        return str(gettext("Mentor %(number)s", number=number))
    return reference or str(gettext("Duo %(number)s", number=number))
