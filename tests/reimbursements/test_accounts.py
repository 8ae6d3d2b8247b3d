"""Accounts in a real database; two profiles made one."""

from sqlalchemy import select

from app.core.db import db
from app.core.events import Event
from app.reimbursements import merging, queries
from app.reimbursements.actions import accounts
from tests.expenses import stage
from tests.reimbursements.stage import IBAN, OTHER_IBAN, account


def test_an_account_is_never_in_an_event(app):
    marc = stage.mentor()
    account(marc)
    assert queries.account_of(marc).iban == IBAN
    facts = [str(event.facts) for event in db.session.scalars(select(Event))]
    assert not [text for text in facts if "5390" in text]
    accounts.change_account(person=marc, iban=None, holder="Marc S.", address=None)
    assert queries.account_of(marc).iban == IBAN
    accounts.forget_account(person=marc)
    assert queries.account_of(marc).iban is None


def test_the_account_goes_along_when_two_profiles_are_one_unless_there_is_one(app):
    kept, gone, third = stage.mentor(), stage.mentor(email=None), stage.mentor(email=None)
    account(gone)
    account(third, OTHER_IBAN)
    assert {one["table"] for one in merging.merging(kept, gone)} == {"payee_accounts"}
    db.session.flush()
    db.session.expire_all()
    assert queries.account_of(kept).iban == IBAN
    assert merging.merging(kept, third) == []
