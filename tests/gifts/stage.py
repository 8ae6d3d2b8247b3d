"""Donors, gifts and statements of a bank, invented for the tests of gifts."""

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


def entry(**given: Any) -> str:
    """One line of a statement, version 08 of CAMT.053 unless the parts say otherwise."""
    said = {
        "amount": "25.00",
        "currency": "EUR",
        "way": "CRDT",
        "state": "<Sts><Cd>BOOK</Cd></Sts>",
        "day": "2026-11-03",
        "reference": "REF1",
        "payer": "<Pty><Nm>Grace Invented</Nm></Pty>",
        "iban": IBAN,
        "words": "Don pour les duos",
        "more": "",
    } | given
    return (
        '<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd>{more}{state}'
        "<BookgDt><Dt>{day}</Dt></BookgDt><AcctSvcrRef>{reference}</AcctSvcrRef><NtryDtls><TxDtls>"
        "<RltdPties><Dbtr>{payer}</Dbtr><DbtrAcct><Id><IBAN>{iban}</IBAN></Id></DbtrAcct>"
        "</RltdPties><RmtInf><Ustrd>{words}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    ).format(**said)


def statement(*entries: str, version: str = "08") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt>'
        "<GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>1</Id><Acct><Id><IBAN>BE71096123456769</IBAN>"
        f"</Id></Acct>{''.join(entries)}</Stmt></BkToCstmrStmt></Document>"
    ).encode()
