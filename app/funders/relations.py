"""What is kept of the exchange with a funder: its contacts, what was said, and what comes next."""

from datetime import date
from typing import Any

from app.core import clock, events
from app.core.db import db
from app.core.errors import refuse_if
from app.core.viewer import viewer
from app.funders import queries, rules
from app.funders.actions import refresh_keys
from app.funders.models import Funder, FunderContact, Interaction, Reminder


def add_contact(*, funder: Funder, **said: Any) -> FunderContact:
    contact = FunderContact(funder_id=funder.id, **said)
    funder.contacts.append(contact)
    refresh_keys(funder)
    db.session.flush()
    events.record("funder.contact_added", funder, contact_id=contact.id)
    return contact


def change_contact(*, funder: Funder, contact: FunderContact, **said: Any) -> FunderContact:
    for name, value in said.items():
        setattr(contact, name, value)
    changed = sorted(events.changed_fields(contact))
    if changed:
        refresh_keys(funder)
        events.record("funder.contact_changed", funder, contact_id=contact.id, fields=changed)
    return contact


def let_go(*, funder: Funder, contact: FunderContact, left_on: date) -> FunderContact:
    """Somebody no longer works there; what they said stays."""
    refuse_if(rules.against_leaving(left_on, clock.today()))
    contact.left_on = left_on
    refresh_keys(funder)
    events.record("funder.contact_left", funder, contact_id=contact.id, on=left_on)
    return contact


def take_back(*, funder: Funder, contact: FunderContact) -> FunderContact:
    if contact.left_on is not None:
        contact.left_on = None
        refresh_keys(funder)
        events.record("funder.contact_returned", funder, contact_id=contact.id)
    return contact


def note_interaction(
    *, funder: Funder, held_on: date, contact_id: int | None = None, **said: Any
) -> Interaction:
    """What was said, and with `next_on` and `next_text` a reminder of what comes next."""
    known = contact_id is None or queries.contact_of(funder, contact_id) is not None
    refuse_if(rules.against_interaction(held_on, clock.today(), known_contact=known))
    next_on, next_text = said.pop("next_on", None), said.pop("next_text", None)
    interaction = Interaction(
        funder_id=funder.id,
        contact_id=contact_id,
        held_on=held_on,
        user_id=viewer().user_id,
        **said,
    )
    db.session.add(interaction)
    _refresh_last_contact(funder)
    kind, on = interaction.kind, interaction.held_on
    events.record("funder.interaction_noted", funder, id=interaction.id, kind=kind, on=on)
    if next_on is not None and next_text is not None:
        set_reminder(funder=funder, due_on=next_on, text=next_text)
    return interaction


def withdraw_interaction(*, funder: Funder, interaction: Interaction) -> Interaction:
    """It was noted by mistake: it counts no more, and can be put back."""
    if interaction.withdrawn_at is None:
        interaction.withdrawn_at = clock.now()
        _refresh_last_contact(funder)
        events.record("funder.interaction_withdrawn", funder, id=interaction.id)
    return interaction


def restore_interaction(*, funder: Funder, interaction: Interaction) -> Interaction:
    if interaction.withdrawn_at is not None:
        interaction.withdrawn_at = None
        _refresh_last_contact(funder)
        events.record("funder.interaction_restored", funder, id=interaction.id)
    return interaction


def _refresh_last_contact(funder: Funder) -> None:
    db.session.flush()
    funder.last_contact_on = queries.newest_interaction_on(funder)


def set_reminder(
    *, funder: Funder, due_on: date, text: str, owner_id: int | None = None
) -> Reminder:
    """For whoever is named, else for the funder's owner, else for who sets it."""
    if owner_id is not None:
        refuse_if(rules.against_owner(owner_id, queries.owners()))
    owner_id = owner_id or funder.owner_id or viewer().user_id
    reminder = Reminder(funder_id=funder.id, due_on=due_on, text=text, owner_id=owner_id)
    db.session.add(reminder)
    db.session.flush()
    events.record("funder.reminder_set", funder, id=reminder.id, due_on=due_on)
    return reminder


def finish_reminder(*, funder: Funder, reminder: Reminder) -> Reminder:
    if reminder.done_on is None:
        reminder.done_on = clock.today()
        events.record("funder.reminder_done", funder, id=reminder.id)
    return reminder


def reopen_reminder(*, funder: Funder, reminder: Reminder) -> Reminder:
    if reminder.done_on is not None:
        reminder.done_on = None
        events.record("funder.reminder_reopened", funder, id=reminder.id)
    return reminder
