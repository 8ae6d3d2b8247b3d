"""What is known of a mentor besides the expenses: link, account, what others paid; and who pays."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import url_for

from app.core import clock, events
from app.core.db import db
from app.expenses import queries
from app.expenses.models import Declaration, ExpenseLink, Organisation, PayeeAccount
from app.messages.actions import write_mail
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


def change_account(*, person: Mentor, **said: Any) -> PayeeAccount:
    """The event says which fields changed and never what they hold.

    A number that is left out stays as it is: pages never show it, so nobody can send it back.
    """
    account = queries.account_of(person)
    if account is None:
        account = PayeeAccount(person_id=person.id)
        db.session.add(account)
    if not said.get("iban"):
        said.pop("iban", None)
    changed = [name for name, value in said.items() if getattr(account, name) != value]
    for name, value in said.items():
        setattr(account, name, value)
    account.changed_at = clock.now()
    if changed:
        events.record("person.payee_changed", person, fields=sorted(changed))
    return account


def forget_account(*, person: Mentor) -> None:
    """Nothing is paid to it any more; a second time changes nothing."""
    account = queries.account_of(person)
    if account is not None and account.iban:
        account.iban, account.changed_at = None, clock.now()
        events.record("person.payee_changed", person, fields=["iban"])


def declare(*, person: Mentor, year: int, month: int, amount_cents: int) -> None:
    """What other organisations paid them; the last statement holds, and 0 takes it back."""
    found = queries.find_declaration(person, year, month)
    if found is None and amount_cents:
        found = Declaration(person_id=person.id, year=year, month=month)
        db.session.add(found)
    if found is not None and amount_cents:
        found.amount_cents, found.stated_on = amount_cents, clock.today()
    elif found is not None:
        db.session.delete(found)
    events.record("person.expenses_elsewhere_stated", person, year=year, month=month)


def change_organisation(**said: Any) -> Organisation:
    row = queries.organisation()
    if row is None:
        row = Organisation(**said)
        db.session.add(row)
        changed = sorted(said)
    else:
        changed = sorted(name for name, value in said.items() if getattr(row, name) != value)
        for name, value in said.items():
            setattr(row, name, value)
    events.record("expense_organisation.changed", row, fields=changed)
    return row
