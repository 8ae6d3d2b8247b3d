"""Accounts in a real database; two profiles made one."""

from sqlalchemy import select

from app.core.db import db
from app.core.events import Event
from app.messages.models import Mail
from app.reimbursements import merging, queries
from app.reimbursements.actions import accounts, paying
from tests.expenses import stage
from tests.reimbursements.stage import IBAN, OTHER_IBAN, account, organisation, payment


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


def test_a_mentor_is_told_by_mail_of_another_account_and_never_its_number(app):
    """A personal link may have fallen into other hands."""
    marc = stage.mentor()
    account(marc)
    account(marc)
    accounts.change_account(person=marc, iban=None, holder="Marc S.", address=None)
    (first,) = db.session.scalars(select(Mail)).all()
    assert (first.kind, first.recipient) == ("payee_changed", marc.email)
    assert IBAN[-4:] not in first.body
    account(marc, OTHER_IBAN)
    assert len(db.session.scalars(select(Mail)).all()) == 2


def test_an_account_nothing_was_paid_to_yet_is_shown_before_paying(app, on_day):
    on_day(stage.TODAY)
    organisation()
    marc = stage.mentor()
    account(marc)
    stage.approved(marc)
    assert [one.person_id for one in queries.accounts_to_check()] == [marc.id]
    paying.confirm(batch=payment(), paid_on=stage.TODAY)
    stage.approved(marc, day="2026-11-12")
    assert queries.accounts_to_check() == []
    account(marc, OTHER_IBAN)
    assert [one.person_id for one in queries.accounts_to_check()] == [marc.id]


def test_whoever_pays_sees_it(app, as_role, on_day):
    on_day(stage.TODAY)
    marc = stage.mentor()
    account(marc)
    stage.approved(marc)
    page = as_role("director").get("/expenses/payments/").text
    assert "New or changed account" in page
    assert f"/expenses/mentors/{marc.id}/account" in page
