"""Donors and gifts, invented for the tests of gifts."""

from dataclasses import replace
from datetime import date
from typing import Any

from app.core.db import db
from app.gifts.actions import donors, giving
from app.gifts.files import FILE, gift_rules
from app.gifts.models import Donor, Gift
from app.gifts.rules import GiftRules, ReceiptRule

RULE = ReceiptRule(
    code="test-receipt",
    names={"fr": "Reçu", "nl": "Ontvangstbewijs", "en": "Receipt"},
    source="Invented for a test",
    status="read",
    kinds=("person", "organisation"),
    donor_needs=("address",),
    organisation_needs=("address",),
    statements={"fr": "Merci.", "nl": "Dank je.", "en": "Thank you."},
    least_cents=4000,
)
SAID = GiftRules((RULE,), {"address": "Rue Inventée 1, 1000 Bruxelles"}, 3, "Invented")
IBAN = "BE68539007547034"
OTHER_IBAN = "BE43068999999501"


def donor(**given: Any) -> Donor:
    facts = {
        "kind": "person",
        "name": "Grace Invented",
        "email": "grace@donor.example",
        "address": "Rue Inventée 2, 1000 Bruxelles",
        "language": "fr",
    }
    made = donors.add_donor(**(facts | given))
    db.session.flush()
    return made


def gift(of: Donor | None = None, **given: Any) -> Gift:
    facts = {"received_on": date(2025, 3, 1), "amount_cents": 5000, "way": "transfer"}
    made = giving.record_gift(donor_id=of.id if of else None, **(facts | given))
    db.session.flush()
    return made


def rules_known(app: Any, monkeypatch: Any, **changes: Any) -> None:
    """The country gives receipts from now on, by a rule of this test."""
    said = replace(SAID, rules=(replace(RULE, **changes),)) if changes else SAID
    monkeypatch.setitem(app.extensions["tandem.country_files"], FILE, said)
    assert gift_rules() is said
