"""What the states, units and events of claims are called."""

from flask_babel import LazyString, lazy_pgettext
from flask_babel import lazy_gettext as _

from app.allocation.models import Evidence
from app.claims.gathering import CONTRACT, NOWHERE, SCHEME
from app.claims.models import ClaimState, PaymentKind

STATES: dict[str, LazyString] = {
    ClaimState.DRAFT: _("In preparation"),
    ClaimState.CHECKED: _("Checked by a second reader"),
    ClaimState.SUBMITTED: _("Handed in"),
    ClaimState.QUESTIONED: _("The funder has questions"),
    ClaimState.APPROVED: lazy_pgettext("claim", "Approved"),
    ClaimState.REDUCED: _("Approved for less"),
    ClaimState.PART_PAID: _("Paid in part"),
    ClaimState.PAID: lazy_pgettext("claim", "Paid"),
    ClaimState.CLAWED_BACK: _("Money taken back"),
    ClaimState.WITHDRAWN: _("Withdrawn"),
}
STATE_TAGS = {
    ClaimState.DRAFT: "watch",
    ClaimState.CHECKED: "watch",
    ClaimState.SUBMITTED: "accent",
    ClaimState.QUESTIONED: "late",
    ClaimState.APPROVED: "good",
    ClaimState.REDUCED: "watch",
    ClaimState.PART_PAID: "accent",
    ClaimState.PAID: "good",
    ClaimState.CLAWED_BACK: "late",
    ClaimState.WITHDRAWN: "neutral",
}
SHOWN: dict[str, LazyString] = {
    "to_do": _("Something to do"),
    "awaited": _("Answer or money awaited"),
    **STATES,
}
"""What the list can be asked for."""
EVIDENCE: dict[str, LazyString] = {
    Evidence.MISSING: _("Missing"),
    Evidence.PARTIAL: _("Partly there"),
    Evidence.COMPLETE: _("Complete"),
}
EVIDENCE_TAGS = {
    Evidence.MISSING: "late",
    Evidence.PARTIAL: "watch",
    Evidence.COMPLETE: "good",
}
SOURCES: dict[str, LazyString] = {
    CONTRACT: _("The contract"),
    SCHEME: _("The scheme"),
    NOWHERE: _("Not known yet"),
}
PAYMENTS: dict[str, LazyString] = {
    PaymentKind.PAYMENT: _("Paid"),
    PaymentKind.CLAWBACK: _("Taken back by the funder"),
}
DECISIONS: dict[str, LazyString] = {
    "approved": _("Approved as asked"),
    "reduced": _("Approved for a smaller sum"),
    "lines": _("Approved with the lines that were cut"),
}
FIELDS: dict[str, LazyString] = {
    "reference": _("Reference"),
    "unit": _("What is paid for"),
    "antenna": _("Antenna"),
    "happened_on": _("Day"),
    "quantity": _("Quantity"),
    "rate": _("Amount for each"),
    "base": _("Of a sum of"),
    "percent": _("Share in per cent"),
    "source": _("Rate from"),
    "scheme": _("Scheme"),
    "scheme_from": _("Version of the scheme since"),
    "evidence": _("Evidence"),
    "amount": _("Amount"),
    "approved": _("Approved"),
    "cut_reason": _("Why it was cut"),
    "digest": _("Print (SHA-256)"),
}
"""The columns of an export, in their order."""
CHANGES: dict[str, LazyString] = {
    "missing": _("stands there no more"),
    "new": _("is new"),
    "quantity": _("another quantity"),
    "rate_cents": _("another rate"),
    "base_cents": _("another sum"),
    "rate_percent": _("another share"),
    "happened_on": _("another day"),
    "evidence": _("other evidence"),
    "amount_cents": _("another amount"),
}
"""What differs between a frozen line and the ledger of today."""
EVENTS: dict[str, LazyString] = {
    "claim.made": _("Claim made"),
    "claim.changed": _("Claim changed"),
    "claim.refreshed": _("Lines taken from the ledger again"),
    "claim.evidence_noted": _("Evidence noted"),
    "claim.checked": _("Checked by a second reader"),
    "claim.check_undone": _("The check was taken back"),
    "claim.submitted": _("Handed in"),
    "claim.submission_undone": _("The handing in was taken back"),
    "claim.withdrawn": _("Claim withdrawn"),
    "claim.question_noted": _("Question of the funder noted"),
    "claim.question_removed": _("Question taken away"),
    "claim.question_answered": _("Question answered"),
    "claim.line_cut": _("A line was cut by the funder"),
    "claim.line_restored": _("The cut of a line was taken back"),
    "claim.approved": _("Approved by the funder"),
    "claim.reduced": _("Approved for less"),
    "claim.decision_undone": _("The decision was taken back"),
    "claim.paid": _("Payment noted"),
    "claim.clawed_back": _("Money taken back by the funder noted"),
    "claim.payment_withdrawn": _("Payment taken away"),
    "claim.lines_exported": _("Lines exported"),
}


def event_names() -> list[tuple[str, LazyString]]:
    return list(EVENTS.items())


def state_name(state: str) -> str:
    return str(STATES[ClaimState(state)])


def state_tag(state: str) -> str:
    return STATE_TAGS[ClaimState(state)]
