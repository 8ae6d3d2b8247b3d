"""What releases, their states and findings are called."""

from collections.abc import Iterator

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.publication.models import ReleaseState

STATE_NAMES = {
    ReleaseState.ASKED: _("Being computed"),
    ReleaseState.READY: _("Waits for a decision"),
    ReleaseState.REFUSED: _("Protection check failed"),
    ReleaseState.REJECTED: _("Turned down"),
    ReleaseState.RELEASED: _("Released, on its way"),
    ReleaseState.SENT: _("Sent to headquarters"),
}
STATE_COLOURS = {
    ReleaseState.ASKED: "neutral",
    ReleaseState.READY: "watch",
    ReleaseState.REFUSED: "late",
    ReleaseState.REJECTED: "neutral",
    ReleaseState.RELEASED: "accent",
    ReleaseState.SENT: "good",
}
COUNT_NAMES = {
    "count": _("Number"),
    "numerator": _("Counted"),
    "denominator": _("Out of"),
    "unknown": _("Unknown"),
    "late": _("Late"),
    "duos": _("Duos"),
    "mentors": _("Mentors"),
    "population": _("Young people"),
    "counted": _("Counted for a grant"),
    "schemes": _("Schemes that pay"),
    "secured_cents": _("Secured"),
    "cost_cents": _("Cost of these duos"),
    "per_duo_cents": _("Cost per duo"),
    "lower": _("Lower quartile"),
    "median": _("Median"),
    "upper": _("Upper quartile"),
    "as_of": _("Day"),
    "source": _("Source"),
}
"""What counts and values of a cell are called."""
WHY_NAMES = {
    "left_out": _("Left out: too few people to be broken down"),
    "withheld": _("Withheld, because another cell could be told from it"),
    "narrowed": _("Could be told from the others"),
}
EVENTS: dict[str, LazyString] = {
    "release.asked": _("Publication asked for"),
    "release.computed": _("Publication computed"),
    "release.refused": _("Publication failed the protection check"),
    "release.released": _("Publication released"),
    "release.rejected": _("Publication turned down"),
    "release.sent": _("Publication sent to headquarters"),
}


def event_names() -> Iterator[tuple[str, LazyString]]:
    yield from EVENTS.items()
