"""To which account a mentor is paid, and from which the organisation pays."""

from typing import Any

from app.core import clock, events
from app.core.db import db
from app.messages.actions import write_mail
from app.people.models import Mentor
from app.reimbursements import queries
from app.reimbursements.models import Organisation, PayeeAccount


def change_account(*, person: Mentor, **said: Any) -> PayeeAccount:
    """The event says which fields changed and never what they hold; the mentor is told by mail of
    another number, for it may have been changed with a link that somebody else got hold of.

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
    if changed:
        account.changed_at = clock.now()
        events.record("person.payee_changed", person, fields=sorted(changed))
    if "iban" in changed and person.email:
        write_mail("payee_changed", person.email, person.language, person=person)
    return account


def forget_account(*, person: Mentor) -> None:
    """Nothing is paid to it any more; a second time changes nothing."""
    account = queries.account_of(person)
    if account is not None and account.iban:
        account.iban, account.changed_at = None, clock.now()
        events.record("person.payee_changed", person, fields=["iban"])


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
