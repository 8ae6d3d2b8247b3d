"""What a line is worth, what its print is, what stands against a claim. Values in, reasons out."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Protocol, TypeVar

from flask_babel import lazy_gettext as _

from app.claims.models import ClaimState, PaymentKind
from app.core.errors import Reason

FROZEN = (
    "subject",
    "reference",
    "antenna_id",
    "unit",
    "happened_on",
    "quantity",
    "rate_cents",
    "base_cents",
    "rate_percent",
    "rate_source",
    "scheme_code",
    "scheme_from",
    "evidence",
    "amount_cents",
)
"""The fields of a line that its print is over, in this order for ever."""
COMPARED = ("quantity", "rate_cents", "base_cents", "rate_percent", "happened_on", "amount_cents")
"""What a line of today is held against."""
WHILE_OPEN = (*COMPARED, "evidence")
"""The same before the claim is handed in, when evidence that came in still counts."""
BROKEN_NUMBERS = frozenset({"quantity", "rate_percent"})
OPEN_STATES = (ClaimState.DRAFT, ClaimState.CHECKED)
HANDED_IN = frozenset(ClaimState) - {*OPEN_STATES, ClaimState.WITHDRAWN}


class HasAmount(Protocol):
    @property
    def quantity(self) -> float: ...
    @property
    def rate_cents(self) -> int | None: ...
    @property
    def base_cents(self) -> int | None: ...
    @property
    def rate_percent(self) -> float | None: ...


class HasPrint(HasAmount, Protocol):
    @property
    def amount_cents(self) -> int | None: ...
    @property
    def digest(self) -> str: ...


L = TypeVar("L", bound=HasPrint)


@dataclass(frozen=True)
class Candidate:
    """A line as the ledger, the costs or the instalments of today would make it."""

    subject: str
    reference: str
    unit: str
    happened_on: date
    quantity: float
    evidence: str
    scheme_code: str
    scheme_from: date | None
    rate_source: str
    rate_cents: int | None = None
    base_cents: int | None = None
    rate_percent: float | None = None
    antenna_id: int | None = None
    allocation_id: int | None = None
    duo_id: int | None = None
    mentor_id: int | None = None
    description: str | None = None

    @property
    def amount_cents(self) -> int | None:
        return amount_of(self)


def amount_of(line: HasAmount) -> int | None:
    """Cents: the quantity at its rate, or the share of a sum, rounded half up; None when no rate
    is known."""
    if line.base_cents is not None:
        if line.rate_percent is None:
            return None
        return _whole(Decimal(line.base_cents) * Decimal(str(line.rate_percent)) / 100)
    if line.rate_cents is None:
        return None
    return _whole(Decimal(line.rate_cents) * Decimal(str(line.quantity)))


def _whole(cents: Decimal) -> int:
    return int(cents.quantize(Decimal(1), ROUND_HALF_UP))


def digest_of(line: Any) -> str:
    """The print of all that was frozen of a line (SHA-256)."""
    values = [_written(line, name) for name in FROZEN]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()


def digest_of_all(digests: Iterable[str]) -> str:
    """The print of a claim: over those of its lines, whatever their order."""
    return hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest()


def _written(line: Any, name: str) -> str | None:
    """The same text whichever database the value came from."""
    value = getattr(line, name)
    if value is None:
        return None
    return f"{float(value):.4f}" if name in BROKEN_NUMBERS else str(value)


@dataclass(frozen=True)
class Difference:
    """Between a line as it was frozen and as it would be made today; `what` names the fields, or
    says that the line is `missing` or `new`."""

    subject: str
    reference: str
    antenna_id: int | None
    what: tuple[str, ...]
    frozen_cents: int | None
    today_cents: int | None


def differences(
    lines: Sequence[Any], today: Sequence[Candidate], compared: Sequence[str] = COMPARED
) -> list[Difference]:
    """Nothing when the ledger still says what the claim says."""
    now = {candidate.subject: candidate for candidate in today}
    found = [_against(line, now.pop(line.subject, None), compared) for line in lines]
    new = [
        Difference(one.subject, one.reference, one.antenna_id, ("new",), None, one.amount_cents)
        for one in now.values()
    ]
    return [one for one in found if one is not None] + new


def _against(line: Any, today: Candidate | None, compared: Sequence[str]) -> Difference | None:
    about = (line.subject, line.reference, line.antenna_id)
    if today is None:
        return Difference(*about, ("missing",), line.amount_cents, None)
    changed = tuple(n for n in compared if _written(line, n) != _written(today, n))
    if not changed:
        return None
    return Difference(*about, changed, line.amount_cents, today.amount_cents)


def broken_lines(lines: Sequence[L]) -> list[L]:
    """Lines whose amount or print does not follow from what was frozen."""
    return [
        line
        for line in lines
        if amount_of(line) != line.amount_cents or digest_of(line) != line.digest
    ]


def adds_up(claim: Any, lines: Sequence[Any]) -> bool:
    total = sum(line.amount_cents or 0 for line in lines)
    same = digest_of_all(line.digest for line in lines) == claim.digest
    return bool(same and total == claim.amount_cents)


def state_of(claim: Any) -> ClaimState:
    """From the facts of a claim that was not withdrawn, its questions and its payments."""
    if claim.submitted_on is None:
        return ClaimState.CHECKED if claim.checked_at else ClaimState.DRAFT
    if claim.clawed_back_cents:
        return ClaimState.CLAWED_BACK
    if claim.decided_on is None:
        return ClaimState.QUESTIONED if open_questions(claim) else ClaimState.SUBMITTED
    if claim.paid_cents:
        return ClaimState.PART_PAID if claim.awaited_cents else ClaimState.PAID
    less = (claim.approved_cents or 0) < claim.amount_cents
    return ClaimState.REDUCED if less else ClaimState.APPROVED


def open_questions(claim: Any) -> list[Any]:
    return [one for one in claim.questions if not one.answered_on and not one.withdrawn_at]


def paid_of(claim: Any, kind: PaymentKind) -> int:
    """Cents that came, or that were taken back."""
    return sum(
        one.amount_cents for one in claim.payments if one.kind == kind and not one.withdrawn_at
    )


def against_period(grant: Any, from_on: date, until_on: date) -> Iterator[Reason]:
    if until_on < from_on:
        yield Reason("period", _("The last day comes before the first."))
    elif from_on < grant.begins_on or until_on > grant.ends_on:
        yield Reason("outside_grant", _("The period lies outside that of the grant."))
    if grant.state not in ("running", "closed"):
        yield Reason("grant_not_running", _("Only a grant that runs or has ended can be claimed."))


def against_overlap(others: Iterable[Any]) -> Iterator[Reason]:
    for other in others:
        words = _("The period overlaps that of claim %(code)s.", code=other.code)
        yield Reason("overlap", words)
