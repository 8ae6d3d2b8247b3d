"""Reading a statement of the bank: CAMT.053 of ISO 20022, in any of its versions.

Banks put the same facts at slightly different places from version to version, so elements are
found by their name and not by their namespace.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from lxml import etree

from app.core import xml
from app.core.errors import Reason
from app.core.fields import EARLIEST, LATEST
from app.core.listing import day_in
from app.core.money import LARGEST_CENTS

NOT_XML = Reason("not_xml", _("This is no XML file. Ask the bank for a CAMT.053 file."))
NOT_CAMT = Reason(
    "not_camt", _("This is no statement of a bank account in CAMT.053. Ask the bank for that form.")
)
BROKEN = Reason("broken", _("A line of this statement has no amount or no day. Fetch it again."))
TOO_LONG = Reason(
    "too_long", _("This statement is too long to be read at once. Fetch one of a shorter period.")
)
MOST_LINES = 10_000
"""Read, recognised and kept within the time of one request: 10,000 take about five seconds."""
BOOKED = {"", "BOOK"}
LONGEST = {"payer": 160, "remittance": 500, "iban": 34}


class Unreadable(Exception):
    """The file is no statement, for this reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


@dataclass(frozen=True)
class Line:
    """Money that came in. `key` tells it from every other line of this account."""

    key: str
    booked_on: date
    amount_cents: int
    payer: str | None
    iban: str | None
    remittance: str | None


@dataclass
class Statement:
    """`left_out` counts the lines that are no gift for sure, by why: out (money going out),
    reversed, pending, currency (another one)."""

    lines: list[Line] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def read_statement(content: bytes, currency: str) -> Statement:
    """Raises `Unreadable` when it is no CAMT.053 file, or one with a broken line."""
    try:
        root = xml.parsed(content)
    except xml.WrongXml:
        raise Unreadable(NOT_XML) from None
    statements = [*_all(root, "BkToCstmrStmt", "Stmt")]
    if not statements:
        raise Unreadable(NOT_CAMT)
    found, seen = Statement(), Counter[str]()
    for statement in statements:
        account = _text(statement, "Acct", "Id", "IBAN")
        for entry in _all(statement, "Ntry"):
            if why := _left_out(entry, currency):
                found.left_out[why] += 1
                continue
            found.lines += [_line(account, entry, part, seen) for part in _parts(entry)]
            if len(found.lines) > MOST_LINES:
                raise Unreadable(TOO_LONG)
    return found


def _left_out(entry: Any, currency: str) -> str | None:
    if _text(entry, "CdtDbtInd") != "CRDT":
        return "out"
    if _text(entry, "RvslInd") in {"true", "1"}:
        return "reversed"
    if (_text(entry, "Sts", "Cd") or _text(entry, "Sts") or "") not in BOOKED:
        return "pending"
    amount = _first(entry, "Amt")
    return None if amount is not None and amount.get("Ccy") == currency else "currency"


def _parts(entry: Any) -> list[Any]:
    """The payments of a line that sums up several; the line itself unless they make up its sum."""
    parts = [*_all(entry, "NtryDtls", "TxDtls")]
    if len(parts) < 2:
        return [entry]
    try:
        whole = sum(_cents(part) for part in parts) == _cents(entry)
    except Unreadable:
        return [entry]
    return parts if whole else [entry]


def _line(account: str | None, entry: Any, part: Any, seen: Counter[str]) -> Line:
    details = _first(part, "NtryDtls", "TxDtls") if part is entry else part
    details = entry if details is None else details
    booked_on, cents = _day(entry), _cents(part)
    facts = {
        "payer": _text(details, "RltdPties", "Dbtr", "Nm")
        or _text(details, "RltdPties", "Dbtr", "Pty", "Nm"),
        "iban": _text(details, "RltdPties", "DbtrAcct", "Id", "IBAN"),
        "remittance": _remittance(details),
    }
    kept = {name: text[: LONGEST[name]] if text else None for name, text in facts.items()}
    reference = _text(details, "Refs", "AcctSvcrRef") or _text(entry, "AcctSvcrRef")
    told = [account, reference, booked_on, cents, kept["iban"], kept["payer"], kept["remittance"]]
    mark = "\x1f".join("" if one is None else str(one) for one in told)
    seen[mark] += 1
    key = hashlib.sha256(f"{mark}\x1f{seen[mark]}".encode()).hexdigest()
    return Line(key=key, booked_on=booked_on, amount_cents=cents, **kept)


def _remittance(details: Any) -> str | None:
    """What the payer wrote, or the reference they were given."""
    words = [element.text.strip() for element in _all(details, "RmtInf", "Ustrd") if element.text]
    return " ".join(words) or _text(details, "RmtInf", "Strd", "CdtrRefInf", "Ref")


def _cents(part: Any) -> int:
    """Of a line, or of one payment of it."""
    for path in (("Amt",), ("AmtDtls", "TxAmt", "Amt")):
        if text := _text(part, *path):
            try:
                cents = Decimal(text) * 100
            except ArithmeticError as error:  # no number, or one that nothing can hold
                raise Unreadable(BROKEN) from error
            if cents.is_finite() and 0 < cents <= LARGEST_CENTS and cents % 1 == 0:
                return int(cents)
    raise Unreadable(BROKEN)


def _day(entry: Any) -> date:
    for path in (("BookgDt", "Dt"), ("BookgDt", "DtTm"), ("ValDt", "Dt"), ("ValDt", "DtTm")):
        if text := _text(entry, *path):
            day = day_in(text[:10])
            if day is None or not EARLIEST <= day < LATEST:
                raise Unreadable(BROKEN)
            return day
    raise Unreadable(BROKEN)


def _all(element: Any, *path: str) -> Iterator[Any]:
    """Every element at that path of names below this one."""
    if not path:
        yield element
        return
    for child in element:
        if isinstance(child.tag, str) and etree.QName(child).localname == path[0]:
            yield from _all(child, *path[1:])


def _first(element: Any, *path: str) -> Any:
    return next(_all(element, *path), None)


def _text(element: Any, *path: str) -> str | None:
    found = _first(element, *path)
    return found.text.strip() or None if found is not None and found.text else None
