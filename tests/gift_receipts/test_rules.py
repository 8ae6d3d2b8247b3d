"""The rules of receipts, as tables of values."""

from dataclasses import replace
from datetime import date

import pytest

from app.gift_receipts import rules
from app.gift_receipts.rules import Entitled
from app.gifts.models import DonorKind
from app.gifts.rules import GiftRules
from tests.gifts.stage import RULE, SAID

NEXT_YEAR = date(2026, 1, 2)


def codes(reasons):
    return [reason.code for reason in reasons]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"least_cents": None}, ["no_least"]),
        ({"status": "unverified"}, ["not_confirmed"]),
        ({"status": "not found", "least_cents": None}, ["no_least", "not_confirmed"]),
        ({"status": "unverified", "confirmed_on": date(2026, 1, 1)}, []),
        ({"organisation_needs": ("address", "signatory")}, ["signatory"]),
        ({"valid_until": date(2024, 12, 31)}, ["no_rule"]),
        ({"valid_from": date(2026, 1, 1)}, ["no_rule"]),
    ],
)
def test_a_country_says_all_it_lacks_before_a_receipt_is_made(changes, expected):
    said = replace(SAID, rules=(replace(RULE, **changes),))
    assert codes(rules.against_receipts(said, 2025, NEXT_YEAR)) == expected


def test_a_year_that_is_not_over_has_no_receipts_yet():
    assert codes(rules.against_receipts(SAID, 2025, date(2025, 12, 31))) == ["year_not_over"]
    assert codes(rules.against_receipts(GiftRules(), 2025, NEXT_YEAR)) == ["no_rule"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"total_cents": 4000}, []),
        ({"total_cents": 3999}, ["too_little"]),
        ({"total_cents": 0}, ["nothing_new"]),
        ({"has_receipt": True}, ["has_receipt"]),
        ({"known": {"address": None}}, ["no_address"]),
        ({"known": {"address": ""}, "total_cents": 1}, ["too_little", "no_address"]),
    ],
)
def test_a_donor_gets_a_receipt_or_all_the_reasons(facts, expected):
    donor = replace(Entitled(DonorKind.PERSON, 5000, {"address": "Rue 1"}), **facts)
    assert codes(rules.against_receipt(RULE, donor)) == expected


def test_a_rule_may_be_for_people_alone():
    rule = replace(RULE, kinds=("person",))
    firm = Entitled(DonorKind.ORGANISATION, 5000, {"address": "Rue 1"})
    assert codes(rules.against_receipt(rule, firm)) == ["not_this_kind"]
