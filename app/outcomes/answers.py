"""What outcomes answer to the features below them (see `app/reactions.py`)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.core.db import db
from app.core.errors import Reason
from app.core.permissions import Permission
from app.core.viewer import viewer
from app.core.vocabularies import CONTRACTS, EVIDENCE, SITUATIONS
from app.duplicates.merging import move
from app.outcomes import queries
from app.outcomes.models import Spell
from app.people.models import Kind, Mentee, Person
from app.people.panels import Panel

CHANGED_SINCE = Reason("spells_since", _("A situation was noted or corrected since."))
EVENTS: dict[str, LazyString] = {
    "spell.added": _("Situation noted"),
    "spell.corrected": _("Situation corrected"),
    "spell.withdrawn": _("Situation withdrawn"),
}


def event_names() -> Iterator[tuple[str, LazyString]]:
    yield from EVENTS.items()


def panels(person: Person) -> Iterator[Panel]:
    """On the page of every mentee: an empty one says how to note the first situation."""
    if isinstance(person, Mentee) and viewer().may(Permission.OUTCOMES_READ):
        yield Panel(
            title=gettext("What became of them"),
            template="outcomes/_panel.html",
            context={
                "mentee": person,
                "spells": queries.spells_of(person)[:5],
                "situations": SITUATIONS,
                "contracts": CONTRACTS,
                "evidences": EVIDENCE,
            },
            order=30,
        )


def merging(kept: Person, gone: Person) -> list[Any]:
    return move(Spell.mentee_id, kept, gone) if kept.kind == Kind.MENTEE else []


def against_unmerging(kept: Person, gone: Person, since: datetime) -> Iterator[Reason]:
    mine = select(Spell.id).where(Spell.mentee_id == kept.id)
    later = mine.where((Spell.recorded_at > since) | (Spell.replaced_at > since))
    if db.session.scalars(later.limit(1)).first() is not None:
        yield CHANGED_SINCE
