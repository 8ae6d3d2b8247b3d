"""What the states, verdicts and events of lists of funders are called."""

from collections.abc import Iterator

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.funderlists.models import ListState
from app.funderlists.verdicts import Verdict

STATES: dict[str, LazyString] = {
    ListState.DRAFT: _("Not taken in yet"),
    ListState.TAKEN: _("Taken in"),
    ListState.UNDONE: _("Undone"),
}
STATE_TAGS: dict[str, str] = {
    ListState.DRAFT: "watch",
    ListState.TAKEN: "good",
    ListState.UNDONE: "neutral",
}
VERDICTS: dict[str, LazyString] = {
    Verdict.REFUSED: _("Refused"),
    Verdict.NEW: _("New"),
    Verdict.COMPLETED: _("Supplemented"),
    Verdict.SAME: _("Same"),
}
"""In the order in which somebody looks at them."""
VERDICT_TAGS: dict[str, str] = {
    Verdict.REFUSED: "late",
    Verdict.NEW: "good",
    Verdict.COMPLETED: "accent",
    Verdict.SAME: "neutral",
}
EVENTS: dict[str, LazyString] = {
    "funder_list.read": _("List of funders read"),
    "funder_list.discarded": _("List of funders discarded"),
    "funder_list.taken_in": _("List of funders taken in"),
    "funder_list.undone": _("List of funders undone"),
    "funder.removed": _("Removed with the list it came from"),
}


def event_names() -> Iterator[tuple[str, LazyString]]:
    yield from EVENTS.items()
