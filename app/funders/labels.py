"""What the kinds, stages and events of funders are called."""

from collections.abc import Iterator

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.core.i18n import language_name
from app.core.tenancy import tenant
from app.funders.models import FunderKind, FunderStage

KINDS: dict[str, LazyString] = {
    FunderKind.AUTHORITY: _("Public authority"),
    FunderKind.FOUNDATION: _("Foundation"),
    FunderKind.COMPANY: _("Company"),
    FunderKind.EUROPEAN_FUND: _("European fund"),
    FunderKind.DONOR: _("Private donor"),
}
STAGES: dict[str, LazyString] = {
    FunderStage.IDENTIFIED: _("Identified"),
    FunderStage.CONTACTED: _("In contact"),
    FunderStage.APPLIED: _("Applied"),
    FunderStage.GRANTED: _("Granted"),
    FunderStage.RENEWAL: _("Renewal"),
    FunderStage.DECLINED: _("Declined"),
    FunderStage.DORMANT: _("At rest"),
}
STAGE_TAGS: dict[str, str] = {
    FunderStage.IDENTIFIED: "neutral",
    FunderStage.CONTACTED: "accent",
    FunderStage.APPLIED: "watch",
    FunderStage.GRANTED: "good",
    FunderStage.RENEWAL: "accent",
    FunderStage.DECLINED: "neutral",
    FunderStage.DORMANT: "neutral",
}
INTERACTIONS: dict[str, LazyString] = {
    "call": _("Telephone call"),
    "meeting": _("Meeting"),
    "video": _("Video call"),
    "email": _("E-mail"),
    "letter": _("Letter"),
    "visit": _("Visit at an antenna"),
    "event": _("At an event"),
    "report": _("Report sent"),
}
SPOKEN = ("fr", "nl", "en", "es", "de")
"""Languages that funders of these countries and of Europe work in, besides the country's own."""
EVENTS: dict[str, LazyString] = {
    "funder.added": _("Funder added"),
    "funder.changed": _("Funder changed"),
    "funder.moved": _("Moved to another stage"),
    "funder.handed_over": _("Given to another owner"),
    "funder.contact_added": _("Contact added"),
    "funder.contact_changed": _("Contact changed"),
    "funder.contact_left": _("Contact left the funder"),
    "funder.contact_returned": _("Contact is there again"),
    "funder.interaction_noted": _("Exchange noted"),
    "funder.interaction_withdrawn": _("Exchange taken back"),
    "funder.interaction_restored": _("Exchange put back"),
    "funder.reminder_set": _("Reminder set"),
    "funder.reminder_done": _("Reminder done"),
    "funder.reminder_reopened": _("Reminder opened again"),
    "funders.exported": _("List of funders exported"),
}
COLUMNS: dict[str, LazyString] = {
    "name": _("Funder"),
    "kind": _("Kind"),
    "stage": _("Stage"),
    "stage_since": _("In this stage since"),
    "language": _("Language"),
    "owner": _("Owner"),
    "asked": _("Asked"),
    "answer_on": _("Answer expected"),
    "last_contact_on": _("Last exchange"),
    "quiet": _("Has gone quiet"),
    "website": _("Website"),
}
"""The columns of an export, in their order; nobody's name but the owner's."""


def event_names() -> Iterator[tuple[str, LazyString]]:
    yield from EVENTS.items()


def language_codes() -> tuple[str, ...]:
    """The country's own languages first."""
    return tuple(dict.fromkeys((*tenant().languages, *SPOKEN)))


def language_names() -> dict[str, str]:
    return {code: language_name(code) for code in language_codes()}
