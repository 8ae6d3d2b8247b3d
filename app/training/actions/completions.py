"""Noting that somebody completed a module, correcting it, and taking it away again."""

from datetime import date
from typing import Any

from marshmallow import ValidationError

from app.core import events
from app.core.db import db
from app.core.errors import refuse_if
from app.core.fields import NOT_A_CHOICE
from app.core.viewer import viewer
from app.people.actions import note_contact
from app.people.models import Person
from app.training import rules
from app.training.actions.gate import follow_gate
from app.training.models import Completion, CompletionWay, TrainingModule
from app.training.queries import completions as queries
from app.training.queries.modules import find_module


def note_completion(*, person: Person, module_id: int, **facts: Any) -> Completion:
    """By hand, with `completed_on`, `hours` and perhaps an `observation`.

    Noting it a second time corrects what was noted. Raises `Refused` when the module is for others
    or the person has left.
    """
    module = known_module(module_id)
    row = queries.find_completion(person.id, module.id)
    refuse_if(rules.against_learning(module, person.kind, person.stage))
    if row is None:
        return complete(person, module, CompletionWay.NOTED, **facts)
    return correct(person, row, **facts)


def complete(
    person: Person, module: TrainingModule, way: CompletionWay, **facts: Any
) -> Completion:
    """`facts` are completed_on, hours, observation and session_id; opens the gate when all is
    there. The caller has seen to it that there is no completion of this module yet."""
    before = queries.days_of(person.id)
    row = Completion(
        person_id=person.id,
        module_id=module.id,
        edition=module.edition,
        way=way,
        noted_by_id=viewer().user_id,
        **facts,
    )
    db.session.add(row)
    db.session.flush()
    said = {"module": module.slug, "way": way, "on": row.completed_on, "hours": row.hours}
    events.record("person.module_completed", person, **said)
    note_contact(person, row.completed_on)
    follow_gate(person, before)
    return row


def correct(
    person: Person,
    row: Completion,
    *,
    completed_on: date,
    hours: float,
    observation: str | None = None,
) -> Completion:
    """How it was completed stays: the day, the hours and the observation may have been wrong."""
    before = queries.days_of(person.id)
    row.completed_on, row.hours, row.observation = completed_on, hours, observation
    changes = events.changed_fields(row)
    changes.pop("observation", None)
    db.session.flush()
    if changes:
        events.record("person.completion_changed", person, module_id=row.module_id, was=changes)
    note_contact(person, completed_on)
    follow_gate(person, before)
    return row


def remove(person: Person, row: Completion) -> None:
    """The event keeps what was there, without the observation."""
    before = queries.days_of(person.id)
    said = {"module_id": row.module_id, "on": row.completed_on, "hours": row.hours, "way": row.way}
    db.session.delete(row)
    db.session.flush()
    events.record("person.completion_removed", person, **said)
    follow_gate(person, before)


def known_module(module_id: int) -> TrainingModule:
    """Raises `ValidationError` for one that is not in the list."""
    module = find_module(module_id)
    if module is None:
        raise ValidationError({"module_id": [str(NOT_A_CHOICE)]})
    return module
