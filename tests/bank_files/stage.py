"""Statements of a bank, invented for the tests of its files."""

from typing import Any

from tests.gifts.stage import IBAN


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
