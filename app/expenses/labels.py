"""The words of the expenses for their codes: states, events."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.expenses.models import State

Labels = Mapping[str, LazyString]

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
EVENTS: Labels = {
    "expense.entered": _("Expense entered"),
    "expense.withdrawn": _("Expense withdrawn"),
    "expense.approved": _("Expense approved"),
    "expense.refused": _("Expense not accepted"),
    "expense.taken_back": _("Decision about an expense taken back"),
    "person.expenses_elsewhere_stated": _("Expenses at other organisations stated"),
}


def event_names() -> list[tuple[str, LazyString]]:
    """For histories."""
    return list(EVENTS.items())
