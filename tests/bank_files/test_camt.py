"""Statements of the bank: what is read of them, what is left out, what is refused."""

from datetime import date

import pytest

from app.bank_files import camt
from app.bank_files.camt import Unreadable, read_statement
from tests.bank_files.stage import entry, statement
from tests.gifts.stage import IBAN

LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "'
    + b"ha" * 1000
    + b'"><!ENTITY b "'
    + b"&a;" * 1000
    + b'">]>'
)
OLD = {"state": "<Sts>BOOK</Sts>", "payer": "<Nm>Grace Invented</Nm>"}


def read(*entries, **options):
    return read_statement(statement(*entries, **options), "EUR")


@pytest.mark.parametrize(("version", "parts"), [("02", OLD), ("08", {}), ("13", {})])
def test_a_payment_is_read_in_old_and_new_versions(version, parts):
    (line,) = read(entry(**parts), version=version).lines
    assert (line.booked_on, line.amount_cents) == (date(2026, 11, 3), 2500)
    assert (line.payer, line.iban, line.remittance) == ("Grace Invented", IBAN, "Don pour les duos")


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"way": "DBIT"}, "out"),
        ({"more": "<RvslInd>true</RvslInd>"}, "reversed"),
        ({"state": "<Sts><Cd>PDNG</Cd></Sts>"}, "pending"),
        ({"currency": "USD"}, "currency"),
    ],
)
def test_what_is_no_gift_for_sure_is_left_out_and_counted(parts, why):
    found = read(entry(**parts), entry(reference="REF2"))
    assert len(found.lines) == 1
    assert found.left_out == {why: 1}


def test_two_payments_that_look_the_same_are_two_and_stay_the_same_two():
    first, second = read(entry(), entry()).lines
    assert first.key != second.key
    assert [line.key for line in read(entry(), entry()).lines] == [first.key, second.key]


def batch(*amounts):
    parts = "".join(
        f'<TxDtls><Amt Ccy="EUR">{amount}</Amt><RltdPties><Dbtr><Nm>Payer {number}</Nm></Dbtr>'
        "</RltdPties></TxDtls>"
        for number, amount in enumerate(amounts)
    )
    return (
        '<Ntry><Amt Ccy="EUR">30.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt>'
        f"<DtTm>2026-11-03T10:00:00</DtTm></BookgDt><NtryDtls>{parts}</NtryDtls></Ntry>"
    )


def test_a_line_that_sums_up_payments_is_taken_apart_when_they_make_up_its_sum():
    lines = read(batch("10.00", "20.00")).lines
    assert [(line.payer, line.amount_cents) for line in lines] == [
        ("Payer 0", 1000),
        ("Payer 1", 2000),
    ]


def test_it_stays_whole_when_they_do_not():
    (line,) = read(batch("10.00", "10.00")).lines
    assert line.amount_cents == 3000


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_xml"),
        (b"a;b;c", "not_xml"),
        (b"<Document/>", "not_camt"),
        (statement().replace(b"BkToCstmrStmt", b"BkToCstmrDbtCdtNtfctn"), "not_camt"),
        (b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "not_xml"),
        (statement(entry(amount="much")), "broken"),
        (statement(entry(amount="NaN")), "broken"),
        (statement(entry(amount="1e30")), "broken"),
        (statement(entry(amount="9E999999")), "broken"),
        (statement(entry(amount="1" * 100_000)), "broken"),
        (statement(entry(amount="-5.00")), "broken"),
        (statement(entry(amount="1.005")), "broken"),
        (statement(entry(day="yesterday")), "broken"),
        (statement(entry(day="0001-01-01")), "broken"),
        (LAUGHS + statement(entry(words="&b;")).split(b"?>")[1], "not_xml"),
        (LAUGHS + statement(entry(currency="&b;")).split(b"?>")[1], "not_xml"),
        (b"<a>" * 100_000 + b"</a>" * 100_000, "not_xml"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_taken(content, code):
    with pytest.raises(Unreadable) as told:
        read_statement(content, "EUR")
    assert told.value.reason.code == code


def test_a_statement_that_would_keep_the_server_busy_is_refused(monkeypatch):
    monkeypatch.setattr(camt, "MOST_LINES", 2)
    assert len(read(entry(), entry()).lines) == 2
    with pytest.raises(Unreadable) as told:
        read(entry(), entry(), entry())
    assert told.value.reason.code == "too_long"


def test_what_names_another_file_is_a_word_like_any_other():
    include = '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
    (line,) = read(entry(words=include)).lines
    assert line.remittance is None
