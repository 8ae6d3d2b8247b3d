"""What stands against a grant, its caps, its money and its states. Values in, reasons out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Protocol

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.grants.models import COUNTED, CapKind, Grant, GrantState, Unit

PER_CENT = frozenset({Unit.ACTUAL_COST, Unit.STAFF_FLAT_RATE})
"""Units that pay a share of a cost."""

OWN_AGREEMENT = "own-agreement"
"""The code of the scheme of a contract behind which no public scheme stands: that of a foundation,
a company or a donor. The contract alone says what counts."""


class HasRate(Protocol):
    @property
    def rate_cents(self) -> int | None: ...


@dataclass(frozen=True)
class Cap:
    """As `GrantCap`, before it is a row."""

    kind: str
    most: int
    antenna_code: str | None = None
    from_on: date | None = None
    until_on: date | None = None

    @property
    def is_of_all(self) -> bool:
        """Of the whole grant during its whole period."""
        return not (self.antenna_code or self.from_on or self.until_on)


@dataclass(frozen=True)
class Terms:
    """What a contract says. `antennas` are all that it covers, also where it says "everywhere"."""

    begins_on: date
    ends_on: date
    unit: str
    antennas: frozenset[str] = frozenset()
    amount_cents: int | None = None
    rate_cents: int | None = None
    rate_percent: float | None = None
    least_units: int | None = None
    caps: Sequence[Cap] = field(default=())


ENDS_FIRST = Reason("ends_first", _("The grant ends before it begins."))
NO_SCHEME = Reason("no_scheme", _("There is no such scheme in the file of this country."))
NOT_IN_FORCE = Reason(
    "not_in_force", _("That version of the scheme is not in force on the day the grant begins.")
)
NO_FUNDER = Reason("no_funder", _("There is no such funder."))
NO_OWNER = Reason("no_owner", _("Choose an owner who works with the funding."))
CODE_TAKEN = Reason("code_taken", _("Another grant has this code already."))
ANTENNA_UNKNOWN = Reason("antenna_unknown", _("There is no such antenna."))
RATE_NOT_COUNTED = Reason(
    "rate_not_counted",
    _("An amount for each unit does not fit: this grant does not pay by number."),
)
RATE_NOT_SHARE = Reason(
    "rate_not_share", _("A percentage does not fit: this grant does not pay a share of costs.")
)
UNITS_NOT_COUNTED = Reason(
    "units_not_counted", _("A promised number does not fit: this grant does not pay by number.")
)
CAP_NOT_COUNTED = Reason(
    "cap_not_counted",
    _("A cap by number or by share does not fit: this grant does not pay by number."),
)
MONEY_ABOVE_AMOUNT = Reason(
    "money_above_amount", _("A cap in money is higher than the amount of the grant.")
)
LEAST_ABOVE_UNITS = Reason(
    "least_above_units", _("The promised number is higher than the caps by number allow.")
)
LEAST_ABOVE_AMOUNT = Reason(
    "least_above_amount",
    _("The promised number at this rate costs more than the amount of the grant."),
)
LEAST_ABOVE_MONEY = Reason(
    "least_above_money",
    _("The promised number at this rate costs more than a cap in money allows."),
)
SHARE_ABOVE_ALL = Reason("share_above_all", _("A share is more than 100 per cent."))
SHARE_NEEDS_ANTENNA = Reason(
    "share_needs_antenna", _("A share is of one antenna: choose the antenna.")
)
SHARES_LEAVE_REST = Reason(
    "shares_leave_rest",
    _("Every antenna has a share, and together they are less than 100 per cent."),
)
CAP_TURNED = Reason("cap_turned", _("A cap ends before it begins."))
CAP_OUTSIDE = Reason("cap_outside", _("A cap is for days outside the period of the grant."))
CAP_ELSEWHERE = Reason("cap_elsewhere", _("A cap is for an antenna that the grant does not cover."))
CAP_TWICE = Reason("cap_twice", _("Two caps say something about the same."))


def against_terms(terms: Terms) -> list[Reason]:
    """Every contradiction within one contract, all at once."""
    found = chain(_against_period(terms), _against_rate(terms), _against_caps(terms))
    return list(dict.fromkeys(chain(found, _against_promise(terms))))


def _against_period(terms: Terms) -> Iterator[Reason]:
    if terms.ends_on < terms.begins_on:
        yield ENDS_FIRST


def _against_rate(terms: Terms) -> Iterator[Reason]:
    counted = terms.unit in COUNTED
    stands = {
        RATE_NOT_COUNTED: terms.rate_cents is not None and not counted,
        RATE_NOT_SHARE: terms.rate_percent is not None and terms.unit not in PER_CENT,
        UNITS_NOT_COUNTED: terms.least_units is not None and not counted,
        CAP_NOT_COUNTED: not counted and any(cap.kind != CapKind.MONEY for cap in terms.caps),
    }
    yield from (reason for reason, holds in stands.items() if holds)


def _against_caps(terms: Terms) -> Iterator[Reason]:
    for cap in terms.caps:
        yield from _against_cap(cap, terms)
    about = Counter((cap.kind, cap.antenna_code, cap.from_on, cap.until_on) for cap in terms.caps)
    if any(times > 1 for times in about.values()):
        yield CAP_TWICE
    shares = _of_antennas(terms, CapKind.SHARE)
    if shares is not None and sum(shares) < 100:
        yield SHARES_LEAVE_REST


def _against_cap(cap: Cap, terms: Terms) -> Iterator[Reason]:
    from_on, until_on = cap.from_on or terms.begins_on, cap.until_on or terms.ends_on
    outside = from_on < terms.begins_on or until_on > terms.ends_on
    typed_turned = cap.from_on and cap.until_on and cap.until_on < cap.from_on
    share, amount = cap.kind == CapKind.SHARE, terms.amount_cents
    stands = {
        CAP_TURNED: bool(typed_turned),
        CAP_OUTSIDE: outside or (until_on < from_on and not typed_turned),
        CAP_ELSEWHERE: cap.antenna_code is not None and cap.antenna_code not in terms.antennas,
        SHARE_ABOVE_ALL: share and cap.most > 100,
        SHARE_NEEDS_ANTENNA: share and cap.antenna_code is None,
        MONEY_ABOVE_AMOUNT: cap.kind == CapKind.MONEY and amount is not None and cap.most > amount,
    }
    yield from (reason for reason, holds in stands.items() if holds)


def _of_antennas(terms: Terms, kind: str) -> list[int] | None:
    """The caps of each antenna for the whole period; None unless every antenna has one."""
    caps = {
        cap.antenna_code: cap.most
        for cap in terms.caps
        if cap.kind == kind and cap.antenna_code and not (cap.from_on or cap.until_on)
    }
    covered = terms.antennas and terms.antennas <= set(caps)
    return [caps[code] for code in terms.antennas] if covered else None


def most_units(terms: Terms) -> int | None:
    """The highest number that the caps by number allow; None where they say nothing of it."""
    limits = [cap.most for cap in terms.caps if cap.kind == CapKind.UNITS and cap.is_of_all]
    by_antenna = _of_antennas(terms, CapKind.UNITS)
    return min([*limits, *([sum(by_antenna)] if by_antenna is not None else [])], default=None)


def _against_promise(terms: Terms) -> Iterator[Reason]:
    if terms.least_units is None:
        return
    most = most_units(terms)
    if most is not None and terms.least_units > most:
        yield LEAST_ABOVE_UNITS
    if terms.rate_cents is None:
        return
    costs = terms.least_units * terms.rate_cents
    if terms.amount_cents is not None and costs > terms.amount_cents:
        yield LEAST_ABOVE_AMOUNT
    money = [cap.most for cap in terms.caps if cap.kind == CapKind.MONEY and cap.is_of_all]
    if money and costs > min(money):
        yield LEAST_ABOVE_MONEY


FROZEN: Mapping[str, Reason] = {
    name: Reason(f"frozen_{name}", text)
    for name, text in {
        "rate_cents": _("The rate cannot change any more: a claim was made with it."),
        "rate_percent": _("The percentage cannot change any more: a claim was made with it."),
        "unit": _("What is paid for cannot change any more: a claim was made with it."),
        "scheme_code": _("The scheme cannot change any more: a claim was made under it."),
        "scheme_from": _("The version of the scheme cannot change: a claim was made under it."),
        "funder_id": _("The funder cannot change any more: a claim was sent there."),
    }.items()
}


def against_changed(before: Mapping[str, object], after: Mapping[str, object]) -> list[Reason]:
    """For a grant that has claims: what they rest on stays as it was."""
    return [why for name, why in FROZEN.items() if before.get(name) != after.get(name)]


NOT_DRAFT = Reason("not_draft", _("Only a grant in preparation can start."))
NOT_RUNNING = Reason("not_running", _("Only a grant that runs can be closed."))
OVER = Reason("over", _("This grant is closed or cancelled already."))
NOT_OVER = Reason("not_over", _("This grant is neither closed nor cancelled."))
CLAIMED = Reason(
    "claimed", _("Claims were made under this grant: it can be closed, but not cancelled.")
)
DUE_BEFORE_YEARS, DUE_AFTER_YEARS = 1, 10
"""How far from its grant something can fall due. Before: an advance at the decision, which may come
a year ahead. After: the longest that papers of a grant are kept, ten years, where it was aid to an
undertaking (Regulation (EU) 2023/2831, article 6); for the European Social Fund Plus it is five
years after the last payment (Regulation (EU) 2021/1060, article 82)."""


def is_due_near(due_on: date, begins_on: date, ends_on: date) -> bool:
    """Whether a day can be meant, or the year was mistyped."""
    first = date(max(begins_on.year - DUE_BEFORE_YEARS, 1), begins_on.month, 1)
    last = date(min(ends_on.year + DUE_AFTER_YEARS, 9999), 12, 31)
    return first <= due_on <= last


SETTLED = frozenset({GrantState.CLOSED, GrantState.CANCELLED})


def against_starting(state: str) -> list[Reason]:
    return [] if state == GrantState.DRAFT else [NOT_DRAFT]


def against_closing(state: str) -> list[Reason]:
    return [] if state == GrantState.RUNNING else [NOT_RUNNING]


def against_cancelling(state: str, *, claimed: bool) -> list[Reason]:
    stands = {OVER: state in SETTLED, CLAIMED: claimed}
    return [reason for reason, holds in stands.items() if holds]


def against_reopening(state: str) -> list[Reason]:
    return [] if state in SETTLED else [NOT_OVER]


def rate_kind(unit: str) -> str | None:
    """`cents` for each unit, `percent` of a cost, or nothing."""
    if unit in COUNTED:
        return "cents"
    return "percent" if unit in PER_CENT else None


def rate_cents_on(grant: Grant, version: HasRate | None) -> int | None:
    """What one unit is paid: the contract's own rate, then the scheme's; nothing while nobody
    knows it."""
    if grant.rate_cents is not None:
        return grant.rate_cents
    return version.rate_cents if version is not None else None
