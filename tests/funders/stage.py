"""Rows for the tests of funders, with defaults for all that the test does not care about."""

from datetime import date
from typing import Any

from app.funders import actions, relations
from app.funders.models import Funder, FunderContact, Interaction, Reminder
from tests import make

TODAY = date(2026, 11, 23)


def funder(name: str = "Fondation Exemple", **more: Any) -> Funder:
    """Known since today, owned by nobody."""
    said = {"kind": "foundation", "language": "fr", "owner_id": None}
    return make.kept(actions.add_funder(name=name, **said | more))


def contact(of: Funder, name: str = "Alma Perrin", **more: Any) -> FunderContact:
    return make.kept(relations.add_contact(funder=of, name=name, **more))


def interaction(of: Funder, held_on: date, **more: Any) -> Interaction:
    said = {"kind": "call", "summary": "They liked it."}
    return make.kept(relations.note_interaction(funder=of, held_on=held_on, **said | more))


def reminder(of: Funder, due_on: date, **more: Any) -> Reminder:
    said = {"text": "Call again"}
    return make.kept(relations.set_reminder(funder=of, due_on=due_on, **said | more))
