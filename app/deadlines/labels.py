"""What kinds of deadlines and their events are called."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

KINDS: dict[str, LazyString] = {
    "report": _("Report"),
    "claim": _("Claim"),
    "evidence": _("Evidence"),
    "meeting": _("Meeting"),
    "other": _("Other"),
}
"""Of what is owed to a funder."""
SHOWN_KINDS: dict[str, LazyString] = KINDS | {
    "instalment": _("Instalment"),
    "grant_end": _("End of a grant"),
    "reminder": _("Reminder"),
    "answer": _("Answer expected"),
    "question": _("Question"),
    "money": _("Money awaited"),
    "esf": _("ESF+"),
}
"""Of all that the calendar shows."""
CADENCES: dict[str, LazyString] = {
    "month": _("Every month"),
    "quarter": _("Every three months"),
    "half_year": _("Every six months"),
    "year": _("Every year"),
    "end": _("Once, at the end"),
}
EVENTS: dict[str, LazyString] = {
    "grant.deadline_added": _("Deadline added"),
    "grant.deadlines_accepted": _("Proposed deadlines accepted"),
    "grant.deadline_changed": _("Deadline changed"),
    "grant.deadline_removed": _("Deadline taken away"),
    "grant.deadline_done": _("Deadline done"),
    "grant.deadline_undone": _("Deadline not done after all"),
    "deadlines.told": _("Owners told of deadlines"),
    "calendar_feed.made": _("Link to the calendar made"),
    "calendar_feed.revoked": _("Link to the calendar stopped"),
}


def kind_name(kind: str) -> str:
    """A kind that another feature named keeps a word of its own."""
    return str(SHOWN_KINDS.get(kind, KINDS["other"]))


def event_names() -> list[tuple[str, LazyString]]:
    return list(EVENTS.items())
