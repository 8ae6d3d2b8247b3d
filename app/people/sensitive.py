"""Sensitive facts: kept apart, every reading noted, values never in an event."""

from typing import Any

from app.core import events
from app.core.db import db
from app.people import queries
from app.people.models import Person, SensitiveFacts


def read_sensitive(person: Person) -> SensitiveFacts:
    """The facts, empty where none are kept, and an event that says who read whose."""
    events.record("sensitive.read", person)
    return queries.sensitive_of(person) or SensitiveFacts()


def change_sensitive(person: Person, **facts: Any) -> Person:
    """Only the facts that are given change; the event tells their names alone.

    `facts` come from `sensitive_schema()`, which has no field for what the tenant may not keep.
    """
    kept = queries.sensitive_of(person)
    if kept is None:
        kept = SensitiveFacts(person_id=person.id)
    changed = [name for name, value in facts.items() if getattr(kept, name) != value]
    if changed:
        for name in changed:
            setattr(kept, name, facts[name])
        db.session.add(kept)
        events.record("sensitive.changed", person, fields=sorted(changed))
    return person
