"""What the codes, states and events of duos are called."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.core.vocabularies import END_REASONS
from app.duos.models import STATE_NAMES, UNREACHABLE, DuoState

STATE_TAGS = {
    DuoState.RUNNING: "good",
    DuoState.PAUSED: "watch",
    DuoState.COMPLETED: "accent",
    DuoState.BROKEN_OFF: "neutral",
}
SHOWN_NAMES: dict[str, LazyString] = {
    "running": STATE_NAMES[DuoState.RUNNING],
    "paused": STATE_NAMES[DuoState.PAUSED],
    "ended": _("Ended"),
    "completed": STATE_NAMES[DuoState.COMPLETED],
    "broken_off": STATE_NAMES[DuoState.BROKEN_OFF],
    "all": _("All duos"),
}
"""What the list of duos can be asked for, besides those that have not ended."""
CONTACTS: dict[str, LazyString] = {"late": _("Late")}

EVENTS: dict[str, LazyString] = {
    "duo.started": _("Agreement signed, the duo began"),
    "duo.extended": _("Extended"),
    "duo.paused": _("Paused"),
    "duo.resumed": _("Resumed"),
    "duo.closed": _("Closed"),
    "duo.reopened": _("Closing taken back"),
    "duo.handed_over": _("Given to another owner"),
    "duos.exported": _("List of duos exported"),
}
FIELDS: dict[str, LazyString] = {
    "reference": _("Reference"),
    "mentee": _("Mentee"),
    "mentor": _("Mentor"),
    "antenna": _("Antenna"),
    "owner": _("Owner"),
    "state": _("State"),
    "started_on": _("Started on"),
    "planned_end_on": _("Planned end"),
    "ended_on": _("Ended on"),
    "end_reason": _("Reason of the end"),
}
"""The columns of an export, in their order."""


def state_name(state: str) -> str:
    return str(STATE_NAMES[DuoState(state)])


def state_tag(state: str) -> str:
    return STATE_TAGS[DuoState(state)]


def end_in_words(end_reason: str | None, unreachable: str | None) -> str:
    """Why it ended, and who could not be reached."""
    reason = str(END_REASONS.get(end_reason or "", "–"))
    return f"{reason} · {UNREACHABLE[unreachable]}" if unreachable else reason
