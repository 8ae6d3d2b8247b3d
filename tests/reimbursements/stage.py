"""Accounts and payments for the tests of the payment of expenses."""

from datetime import date
from typing import Any

from app.core.db import db
from app.core.viewer import SYSTEM, acting_as
from app.reimbursements import jobs
from app.reimbursements.actions import accounts, paying
from app.reimbursements.models import Batch
from tests.expenses.stage import TODAY

IBAN = "BE68539007547034"
OTHER_IBAN = "BE43068999999501"


def account(person: Any, iban: str = IBAN, **more: Any) -> None:
    accounts.change_account(person=person, iban=iban, holder=None, address=None, **more)
    db.session.commit()


def organisation(**more: Any) -> None:
    said = {"name": "Tandem Belgique asbl", "iban": OTHER_IBAN, "bic": None}
    accounts.change_organisation(**{**said, **more})
    db.session.commit()


def payment(day: date = TODAY) -> Batch:
    """With its file, as the worker makes it."""
    made = paying.make_batch(execute_on=day)
    db.session.commit()
    with acting_as(SYSTEM):
        jobs.produce(made.id)
    db.session.commit()
    return made
