"""What the codes, states and events of the library are called."""

from collections.abc import Iterator

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.library.models import Audience
from app.library.rules import Status

AUDIENCES: dict[str, LazyString] = {
    Audience.MENTOR: _("Mentors"),
    Audience.MENTEE: _("Mentees"),
    Audience.STAFF: _("Staff"),
}
LEVELS: dict[str, LazyString] = {
    "beginner": _("For beginners"),
    "intermediate": _("For those with some experience"),
    "advanced": _("For the experienced"),
}
"""As schema.org's educationalLevel has them."""
STATUSES: dict[str, LazyString] = {
    Status.MISSING: _("missing"),
    Status.DRAFT: _("draft"),
    Status.SUBMITTED: _("waits for review"),
    Status.REVIEWED: _("reviewed"),
    Status.OUTDATED: _("outdated"),
}
STATUS_TAGS = {
    Status.MISSING: "neutral",
    Status.DRAFT: "accent",
    Status.SUBMITTED: "watch",
    Status.REVIEWED: "good",
    Status.OUTDATED: "late",
}
STATES: dict[str, LazyString] = {
    "published": _("Published"),
    "unpublished": _("Not published yet"),
    "retired": _("Retired"),
}
FIELDS: dict[str, LazyString] = {
    "title": _("Title"),
    "summary": _("Summary"),
    "objectives": _("Objectives"),
    "body": _("Text"),
    "quiz": _("Quiz"),
    "audience": _("For"),
    "level": _("Level"),
    "minutes": _("Minutes"),
    "licence": _("Licence"),
    "sources": _("Sources"),
    "based_on": _("Based on"),
    "files": _("Files"),
    "source_language": _("Source language"),
    "compulsory": _("Compulsory"),
    "position": _("Place in the course"),
}
EVENTS: dict[str, LazyString] = {
    "module.added": _("Module added"),
    "module.changed": _("Facts of a module changed"),
    "module.file_attached": _("File added"),
    "module.file_removed": _("File removed"),
    "module.published": _("Edition published"),
    "module.retired": _("Module retired"),
    "module.brought_back": _("Module brought back"),
    "module.shipped": _("Taken over from the product"),
    "module.text_written": _("Text written"),
    "module.text_imported": _("Translation brought in from a file"),
    "module.text_aligned": _("Changes of the source taken over"),
    "module.text_submitted": _("Submitted for review"),
    "module.text_reviewed": _("Reviewed and approved"),
    "module.text_sent_back": _("Sent back to its writer"),
}


def event_names() -> Iterator[tuple[str, LazyString]]:
    yield from EVENTS.items()
