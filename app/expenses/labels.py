"""The words of the expenses for their codes: kinds, states, events."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.expenses.models import BatchState, Kind, State

Labels = Mapping[str, LazyString]

KINDS: Labels = {
    Kind.FLAT: _("Flat rate"),
    Kind.COST: _("Real cost"),
    Kind.HOURS: _("Fee by the hour"),
    Kind.CAR: _("Trip by car"),
    Kind.BICYCLE: _("Trip by bicycle"),
    Kind.PUBLIC: _("Public transport"),
}
STATES: Labels = {
    State.SUBMITTED: _("Waits for approval"),
    State.APPROVED: _("Approved"),
    State.REFUSED: _("Not accepted"),
    State.WITHDRAWN: _("Withdrawn"),
    State.EXPORTED: _("In a payment"),
    State.PAID: _("Paid"),
}
STATE_TAGS: Mapping[str, str] = {
    State.SUBMITTED: "watch",
    State.APPROVED: "accent",
    State.REFUSED: "late",
    State.WITHDRAWN: "neutral",
    State.EXPORTED: "accent",
    State.PAID: "good",
}
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
STATUSES: Labels = {
    "read": _("read in the source"),
    "derived": _("derived from the source"),
    "confirmed": _("confirmed"),
    "unverified": _("to be confirmed"),
    "not found": _("asked for"),
}
EVENTS: Labels = {
    "expense.entered": _("Expense entered"),
    "expense.withdrawn": _("Expense withdrawn"),
    "expense.approved": _("Expense approved"),
    "expense.refused": _("Expense not accepted"),
    "expense.taken_back": _("Decision about an expense taken back"),
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
    "person.expenses_link_sent": _("Link for expenses sent"),
    "person.expenses_link_ended": _("Link for expenses ended"),
    "person.payee_changed": _("Account for expenses changed"),
    "person.expenses_elsewhere_stated": _("Expenses at other organisations stated"),
}


def event_names() -> list[tuple[str, LazyString]]:
    """For histories."""
    return list(EVENTS.items())


def masked(iban: str | None) -> str:
    """BE68 •••• 7034: enough to recognise, too little to use."""
    return f"{iban[:4]} •••• {iban[-4:]}" if iban else ""
