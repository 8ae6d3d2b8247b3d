"""Sending a mentor their personal link, ending it, noting that it was opened."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from flask import url_for

from app.core import clock, events
from app.core.db import db
from app.messages.actions import write_mail
from app.my_expenses import queries
from app.my_expenses.models import ExpenseLink
from app.people.models import Mentor

LASTS = timedelta(days=400)
"""A year and the weeks in which the last expenses of it are written down."""


@dataclass(frozen=True)
class SentLink:
    """The link, told once, and whether a mail took it along."""

    address: str
    by_mail: bool


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def send_link(*, person: Mentor) -> SentLink:
    """256 bits; the database keeps only their digest. A link that was sent before ends."""
    key = secrets.token_urlsafe(32)
    link = queries.link_of(person)
    if link is None:
        link = ExpenseLink(person_id=person.id)
        db.session.add(link)
    link.key_hash, link.sent_at, link.opened_at = digest(key), clock.now(), None
    link.expires_at = clock.now() + LASTS
    address = url_for("my_expenses.index", key=key, _external=True)
    if person.email:
        write_mail("expenses_link", person.email, person.language, person=person, link=address)
    events.record("person.expenses_link_sent", person, by_mail=bool(person.email))
    return SentLink(address, by_mail=bool(person.email))


def end_link(*, person: Mentor) -> None:
    """It opens nothing any more; a second time changes nothing."""
    link = queries.link_of(person)
    if link is not None and link.expires_at > clock.now():
        link.expires_at = clock.now()
        events.record("person.expenses_link_ended", person)


def open_link(link: ExpenseLink) -> None:
    """Note the first time that it was opened."""
    link.opened_at = link.opened_at or clock.now()
