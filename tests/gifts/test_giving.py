"""Gifts recorded, withdrawn and thanked for; donors who want no contact."""

from datetime import date, timedelta

import pytest
from marshmallow import ValidationError
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.gifts.actions import donors, giving
from app.gifts.models import Gift
from app.gifts.queries import giving as queries
from app.messages.models import Mail
from tests import make
from tests.gifts import stage


def mails():
    return db.session.scalars(select(Mail).order_by(Mail.id)).all()


def test_a_gift_is_recorded_with_an_event(app):
    gift = stage.gift(stage.donor())
    assert make.last_event().name == "gift.recorded"
    assert queries.find_gift(gift.id).amount_cents == 5000
    assert queries.sum_of() == 5000


def test_a_gift_of_tomorrow_is_refused(app):
    with pytest.raises(Refused, match="future"):
        stage.gift(received_on=clock.today() + timedelta(days=1))


def test_a_donor_who_does_not_exist_is_told_at_the_field(app):
    with pytest.raises(ValidationError) as told:
        giving.record_gift(
            donor_id=99, received_on=date(2026, 1, 1), amount_cents=1, way="cash", purpose=None
        )
    assert "donor_id" in told.value.messages


def test_a_withdrawn_gift_stays_and_counts_again_when_that_is_undone(app):
    gift = stage.gift(stage.donor())
    giving.withdraw_gift(gift=gift, reason="Typed twice")
    assert queries.sum_of() == 0
    with pytest.raises(Refused, match="withdrawn"):
        giving.withdraw_gift(gift=gift, reason="Again")
    giving.restore_gift(gift)
    assert queries.sum_of() == 5000


def test_each_donor_gets_one_mail_for_all_their_gifts_in_their_language(app):
    grace, henri = stage.donor(), stage.donor(name="Henri", email="h@x.example", language="nl")
    gifts = [stage.gift(grace), stage.gift(grace), stage.gift(henri)]
    told = giving.thank(gifts=[gift.id for gift in gifts])
    assert told == {"mailed": 3}
    assert {mail.recipient: mail.language for mail in mails()} == {
        "grace@donor.example": "fr",
        "h@x.example": "nl",
    }
    assert all(gift.thanked_on == clock.today() for gift in gifts)
    assert giving.thank(gifts=[gift.id for gift in gifts]) == {"before": 3}
    assert len(mails()) == 2


def test_nobody_is_written_to_who_opposed_it_or_cannot_be_reached(app):
    opposed, silent = stage.donor(), stage.donor(name="Silent", email=None)
    donors.oppose(donor=opposed, on=clock.today())
    ids = [stage.gift(opposed).id, stage.gift(silent).id, stage.gift().id]
    assert giving.thank(gifts=ids) == {"opposed": 1, "no_address": 1, "anonymous": 1}
    assert mails() == []
    assert db.session.scalar(select(Gift.thanked_on).where(Gift.id == ids[0])) is None


def test_two_donors_never_share_an_account(app):
    stage.donor(iban=stage.IBAN)
    with pytest.raises(ValidationError) as told:
        stage.donor(name="Another", iban=stage.IBAN)
    assert told.value.messages == {"iban": ["Grace Invented has this account number already."]}


def test_a_change_is_recorded_by_the_names_of_its_fields(app):
    donor = stage.donor()
    facts = {"kind": "person", "name": "Grace I.", "language": "fr"}
    donors.change_donor(donor=donor, **facts, address=donor.address, email="new@x.example")
    assert make.last_event().facts == {"fields": ["email", "name"]}
    assert donor.search_text == "grace i. new@x.example"
