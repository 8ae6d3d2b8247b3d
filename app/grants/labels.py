"""What the states, units and events of grants are called."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.grants import rules
from app.grants.models import CapKind, GrantState, Unit
from app.schemes.queries import find_scheme

UNITS: dict[str, LazyString] = {
    Unit.DUO_STARTED: _("A duo that started"),
    Unit.DUO_COMPLETED: _("A duo that was completed"),
    Unit.POSITIVE_EXIT: _("A positive exit"),
    Unit.MENTOR_TRAINED: _("A mentor who was trained"),
    Unit.HOUR: _("An hour"),
    Unit.ACTUAL_COST: _("Costs really made"),
    Unit.STAFF_FLAT_RATE: _("A flat rate on staff costs"),
    Unit.INSTALMENT: _("Instalments of an amount"),
}
OWN_AGREEMENT = _("The funder's own agreement, without a public scheme")
STATES: dict[str, LazyString] = {
    GrantState.DRAFT: _("In preparation"),
    GrantState.RUNNING: _("Running"),
    GrantState.CLOSED: _("Closed"),
    GrantState.CANCELLED: _("Cancelled"),
}
STATE_TAGS = {
    GrantState.DRAFT: "watch",
    GrantState.RUNNING: "good",
    GrantState.CLOSED: "neutral",
    GrantState.CANCELLED: "neutral",
}
CAPS: dict[str, LazyString] = {
    CapKind.UNITS: _("Number"),
    CapKind.MONEY: _("Money"),
    CapKind.SHARE: _("Share, in per cent"),
}
CATEGORIES: dict[str, LazyString] = {
    "staff": _("Staff"),
    "volunteers": _("Expenses of volunteers"),
    "travel": _("Travel"),
    "training": _("Training"),
    "events": _("Activities and meetings"),
    "communication": _("Communication"),
    "premises": _("Premises"),
    "equipment": _("Equipment and software"),
    "services": _("Services bought"),
    "overhead": _("Overheads"),
    "other": _("Other costs"),
}
FIELDS: dict[str, LazyString] = {
    "code": _("Code"),
    "title": _("Title"),
    "funder": _("Funder"),
    "scheme_code": _("Scheme"),
    "unit": _("Paid for"),
    "state": _("State"),
    "begins_on": _("Begins on"),
    "ends_on": _("Ends on"),
    "currency": _("Currency"),
    "amount": _("Amount"),
    "least_units": _("Promised number"),
    "owner": _("Owner"),
}
"""The columns of an export, in their order."""
EVENTS: dict[str, LazyString] = {
    "grant.added": _("Grant added"),
    "grant.changed": _("Grant changed"),
    "grant.started": _("Grant started"),
    "grant.closed": _("Grant closed"),
    "grant.cancelled": _("Grant cancelled"),
    "grant.reopened": _("Closing or cancelling taken back"),
    "grant.instalment_added": _("Instalment added"),
    "grant.instalment_changed": _("Instalment changed"),
    "grant.instalment_removed": _("Instalment taken away"),
    "grant.instalment_received": _("Instalment received"),
    "grant.receipt_undone": _("Receipt of an instalment taken back"),
    "grant.budget_changed": _("Budget changed"),
    "grant.cost_added": _("Cost added"),
    "grant.cost_withdrawn": _("Cost withdrawn"),
    "grant.cost_restored": _("Cost counts again"),
    "grants.exported": _("List of grants exported"),
}


def state_name(state: str) -> str:
    return str(STATES[GrantState(state)])


def state_tag(state: str) -> str:
    return STATE_TAGS[GrantState(state)]


def unit_name(unit: str) -> str:
    return str(UNITS[Unit(unit)])


def event_names() -> list[tuple[str, LazyString]]:
    return list(EVENTS.items())


def scheme_name(code: str) -> str:
    """As the file of the country calls it; its code once it is no longer there."""
    scheme = find_scheme(code)
    if scheme is None:
        return str(OWN_AGREEMENT) if code == rules.OWN_AGREEMENT else code
    return scheme.name
