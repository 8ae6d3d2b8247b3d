"""The words of the payments for their codes: states, events, a number that is hidden."""

from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.reimbursements.models import BatchState

Labels = Mapping[str, LazyString]

BATCH_STATES: Labels = {
    BatchState.WAITING: _("The file is being made"),
    BatchState.READY: _("Ready for the bank"),
    BatchState.PAID: _("Paid"),
    BatchState.CANCELLED: _("Cancelled"),
    BatchState.FAILED: _("No file could be made"),
}
BATCH_TAGS: Mapping[str, str] = {
    BatchState.WAITING: "watch",
    BatchState.READY: "accent",
    BatchState.PAID: "good",
    BatchState.CANCELLED: "neutral",
    BatchState.FAILED: "late",
}
EVENTS: Labels = {
    "expense.exported": _("Expense put into a payment"),
    "expense.paid": _("Expense paid"),
    "expense.payment_cancelled": _("Payment of an expense cancelled"),
    "expense_batch.made": _("Payment of expenses made"),
    "expense_batch.produced": _("File of a payment made"),
    "expense_batch.failed": _("File of a payment could not be made"),
    "expense_batch.file_asked": _("File of a payment asked for again"),
    "expense_batch.paid": _("Payment of expenses confirmed"),
    "expense_batch.cancelled": _("Payment of expenses cancelled"),
    "expense_batch.downloaded": _("File of a payment downloaded"),
    "expense_organisation.changed": _("Account of the organisation changed"),
    "expenses.year_exported": _("Expenses of a year exported"),
    "person.payee_changed": _("Account for expenses changed"),
}


def event_names() -> list[tuple[str, LazyString]]:
    """For histories."""
    return list(EVENTS.items())


def masked(iban: str | None) -> str:
    """BE68 •••• 7034: enough to recognise, too little to use."""
    return f"{iban[:4]} •••• {iban[-4:]}" if iban else ""


WORDS: dict[str, Any] = {
    "batch_states": BATCH_STATES,
    "batch_tags": BATCH_TAGS,
    "masked_iban": masked,
}
"""Known to every template: the own account stands on a page of another feature too."""
