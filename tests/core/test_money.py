"""Sums of money: typed by people of four languages, kept in cents, shown as they write them."""

import pytest
from flask import g
from flask_babel import force_locale
from marshmallow import ValidationError, fields

from app.core.fields import Schema
from app.core.money import LARGEST_CENTS, Money, cents_of, money
from app.core.web import Form


class Paid(Schema):
    amount = Money(attribute="amount_cents", required=True)


class Budget(Paid):
    paid = fields.List(fields.Nested(Paid))


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1234.50", 123450),
        ("1 234,50", 123450),
        ("1\u202f234,5 €", 123450),
        ("€ 1.234,50", 123450),
        ("1,234.50", 123450),
        ("1.234", 123400),
        ("12,5", 1250),
        ("0", 0),
        ("1234567", 123456700),
        ("", None),
        ("twelve", None),
        ("1.2.3", None),
        ("-5", None),
        ("1.2345", None),
        ("0.125", None),
        ("1.234,567", None),
        ("12 €50", None),
    ],
)
def test_a_sum_is_read_as_people_write_it(typed, cents):
    assert cents_of(typed) == cents


@pytest.mark.parametrize(
    ("language", "shown", "whole"),
    [
        ("en", "€1,234.50", "€1,234"),
        ("fr", "1\u202f234,50\u00a0€", "1\u202f234\u00a0€"),
        ("nl", "€\u00a01.234,50", "€\u00a01.234"),
    ],
)
def test_a_sum_is_shown_as_the_language_writes_it(app, language, shown, whole):
    with app.test_request_context():
        g.language = language
        assert money(123450) == shown
        assert money(123450, whole=True) == whole
        assert money(None) == "–"


@pytest.mark.parametrize(
    ("language", "typed"),
    [("en", "11000.50"), ("fr", "11000,50"), ("nl", "11000,50"), ("es", "11000,50")],
)
def test_a_form_holds_a_sum_as_the_language_writes_it_and_reads_it_back(app, language, typed):
    with app.test_request_context(), force_locale(language):
        form = Form(Budget(), of={"paid": [{"amount_cents": 1_100_050}], "amount_cents": 7})
        assert form.values["paid-0-amount"] == typed
        assert Paid().load({"amount": typed}) == {"amount_cents": 1_100_050}
        assert Paid().load({"amount": form.values["amount"]}) == {"amount_cents": 7}


def test_a_field_of_money_goes_out_and_comes_back_as_it_was():
    assert Paid().load({"amount": "1.234,50"}) == {"amount_cents": 123450}
    assert Paid().dump({"amount_cents": 123405}) == {"amount": "1234.05"}
    assert Paid().load(Paid().dump({"amount_cents": 7})) == {"amount_cents": 7}


@pytest.mark.parametrize(
    "wrong", ["a lot", True, None, [], 12.5, 10**400, "99999999999999", LARGEST_CENTS]
)
def test_what_is_no_sum_is_refused(app, wrong):
    with app.test_request_context(), pytest.raises(ValidationError):
        Paid().load({"amount": wrong})
