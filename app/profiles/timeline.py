"""What happened to somebody, from the events about them, in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from app.core.events import Event
from app.core.questions import ask
from app.journal.labels import phrase
from app.people.labels import EVENTS, FIELDS
from app.people.words import in_words

KINDS = {"sensitive.read": "watch", "sensitive.changed": "watch"}
FIRST = ("mentee.registered", "mentor.registered")


@dataclass(frozen=True)
class Entry:
    """One event; `lines` are sentences on what it changed."""

    at: datetime
    who: str
    what: str
    lines: list[str]
    kind: str


@dataclass(frozen=True)
class Names:
    """Names by id, for events that keep only the id."""

    antennas: Mapping[int, str]
    owners: Mapping[int, str]


def told(events: Iterable[Event], names: Names) -> list[Entry]:
    """`event.names` asks the features above for pairs of an event's name and what it is called."""
    above = dict(ask("event.names"))
    return [
        Entry(
            at=event.at,
            who=event.actor,
            what=str(EVENTS.get(event.name) or above.get(event.name) or phrase(event.name)),
            lines=list(_lines(event.facts, names)),
            kind="good" if event.name in FIRST else KINDS.get(event.name, ""),
        )
        for event in events
    ]


def _lines(facts: Mapping[str, Any], names: Names) -> Iterator[str]:
    for field, (before, after) in facts.get("changes", {}).items():
        known = names.antennas if field == "antenna_id" else names.owners
        yield _(
            "%(field)s: %(before)s → %(after)s",
            field=_field(field),
            before=in_words(field, before, known),
            after=in_words(field, after, known),
        )
    if facts.get("fields"):
        fields = ", ".join(_field(name) for name in facts["fields"])
        yield _("Changed: %(fields)s", fields=fields)


def _field(name: str) -> str:
    return str(FIELDS.get(name, name.replace("_", " ")))
