"""Files of the bank: taken in once, recognised, decided line by line."""

import io
from datetime import timedelta

import pytest
from marshmallow import ValidationError
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from app.bank_files import actions
from app.bank_files.models import BankEntry, BankFile
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.gifts.models import Donor, Gift
from tests.bank_files.stage import entry, statement
from tests.gifts import stage


def bring(content, name="november.xml"):
    return actions.bring_in(file=FileStorage(io.BytesIO(content), filename=name))


def lines(file):
    statement = select(BankEntry).where(BankEntry.file_id == file.id).order_by(BankEntry.id)
    return db.session.scalars(statement).all()


def how_many(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_payers_are_recognised_by_account_then_by_name(app):
    by_account = stage.donor(name="Somebody else", iban=stage.IBAN)
    by_name = stage.donor(name="Hélène Inventée")
    file = bring(
        statement(
            entry(),
            entry(reference="2", iban=stage.OTHER_IBAN, payer="<Nm>HELENE INVENTEE</Nm>"),
            entry(reference="3", iban="", payer="<Nm>Nobody Known</Nm>"),
        )
    )
    found = [(line.donor_id, line.ground) for line in lines(file)]
    assert found == [(by_account.id, "iban"), (by_name.id, "name"), (None, None)]
    assert how_many(Gift) == 0


def test_the_same_file_twice_is_told_and_changes_nothing(app):
    content = statement(entry())
    bring(content)
    with pytest.raises(Refused, match="same_file"):
        bring(content, "another-name.xml")
    assert (how_many(BankFile), how_many(BankEntry)) == (1, 1)


def test_a_line_known_from_an_earlier_file_is_left_out_and_counted(app):
    bring(statement(entry()))
    file = bring(statement(entry(), entry(reference="REF2"), entry(way="DBIT")))
    assert file.counts == {"lines": 1, "known": 1, "out": 1}
    assert len(lines(file)) == 1


def test_what_is_no_statement_is_told_at_the_field(app):
    with pytest.raises(ValidationError) as told:
        bring(b"%PDF-1.7")
    assert "file" in told.value.messages
    with pytest.raises(ValidationError):
        actions.bring_in(file=None)


def test_ticked_lines_become_gifts_once(app):
    donor = stage.donor(iban=stage.IBAN)
    file = bring(statement(entry(), entry(reference="2")))
    ids = [line.id for line in lines(file)]
    assert actions.decide(file=file, lines=ids[:1], verdict="gift") == {"gift": 1}
    assert actions.decide(file=file, lines=ids, verdict="gift") == {"gift": 1, "changed": 1}
    gifts = db.session.scalars(select(Gift)).all()
    assert [(gift.donor_id, gift.amount_cents) for gift in gifts] == [(donor.id, 2500)] * 2


def test_payers_may_become_donors_and_one_account_is_one_donor(app):
    file = bring(statement(entry(), entry(reference="2")))
    ids = [line.id for line in lines(file)]
    actions.decide(file=file, lines=ids, verdict="gift", new_donors=True)
    assert how_many(Donor) == 1
    assert how_many(Gift) == 2


def test_a_line_that_is_no_gift_makes_none_and_the_file_can_be_discarded(app):
    file = bring(statement(entry()))
    actions.decide(file=file, lines=[lines(file)[0].id], verdict="other")
    assert how_many(Gift) == 0
    actions.discard(file)
    db.session.flush()
    assert (how_many(BankFile), how_many(BankEntry)) == (0, 0)
    bring(statement(entry()))


def test_a_file_with_gifts_is_not_discarded(app):
    file = bring(statement(entry()))
    actions.decide(file=file, lines=[lines(file)[0].id], verdict="gift")
    with pytest.raises(Refused, match="has_gifts"):
        actions.discard(file)


def test_nothing_ticked_is_told(app):
    with pytest.raises(Refused, match="nothing_ticked"):
        actions.decide(file=bring(statement(entry())), lines=[], verdict="gift")


def test_who_paid_what_is_no_gift_is_forgotten_after_some_weeks(app, monkeypatch):
    """A gift keeps its payer, a line that waits too; what was no gift does not come back."""
    file = bring(statement(entry(), entry(reference="R2"), entry(reference="R3")))
    first, second, _third = lines(file)
    actions.decide(file=file, lines=[first.id], verdict="other")
    actions.decide(file=file, lines=[second.id], verdict="gift")
    assert actions.forget_other_payers() == 0
    later = clock.now() + timedelta(days=91)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert actions.forget_other_payers() == 1
    assert actions.forget_other_payers() == 0
    db.session.expire_all()
    assert (first.payer, first.iban, first.remittance) == (None, None, None)
    kept = db.session.scalars(select(BankEntry.payer).where(BankEntry.id != first.id)).all()
    assert kept == ["Grace Invented"] * 2
    again = bring(statement(entry(), entry(reference="NEW")))
    assert again.counts == {"lines": 1, "known": 1}
