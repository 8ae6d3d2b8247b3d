"""What a claim may reach: the caps of its grant, and its amount."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.core.money import money
from app.grants.models import CapKind


@dataclass(frozen=True)
class Tally:
    """Units and cents of one antenna on one day; `antenna` is its code, empty for none."""

    antenna: str
    on: date
    units: float
    cents: int


def against_amount(grant: Any, total_cents: int) -> Iterator[Reason]:
    """All the claims together may not ask for more than the contract promises."""
    if grant.amount_cents is not None and total_cents > grant.amount_cents:
        words = _(
            "All claims together come to %(total)s; the grant is %(most)s.",
            total=_sum(total_cents, grant.currency),
            most=_sum(grant.amount_cents, grant.currency),
        )
        yield Reason("over_amount", words)


def against_caps(grant: Any, tallies: Sequence[Tally]) -> Iterator[Reason]:
    """`tallies` are of this claim and of those before it."""
    for cap in grant.caps:
        within = [one for one in tallies if _falls_in(cap, one)]
        if cap.kind == CapKind.MONEY:
            yield from _over_money(cap, sum(one.cents for one in within), grant.currency)
        elif cap.kind == CapKind.UNITS:
            yield from _over_units(cap, sum(one.units for one in within))
        else:
            yield from _over_share(cap, within, tallies)


def _falls_in(cap: Any, one: Tally) -> bool:
    return (
        cap.antenna_code in (None, one.antenna)
        and (cap.from_on is None or one.on >= cap.from_on)
        and (cap.until_on is None or one.on <= cap.until_on)
    )


def _over_money(cap: Any, cents: int, currency: str) -> Iterator[Reason]:
    if cents > cap.most:
        words = _(
            "A cap of %(most)s is passed: %(found)s.",
            most=_sum(cap.most, currency),
            found=_sum(cents, currency),
        )
        yield Reason("over_cap", words)


def _over_units(cap: Any, units: float) -> Iterator[Reason]:
    if units > cap.most:
        words = _(
            "A cap of %(most)s units is passed: %(found)s.", most=cap.most, found=f"{units:g}"
        )
        yield Reason("over_cap", words)


def _over_share(cap: Any, within: Iterable[Tally], tallies: Sequence[Tally]) -> Iterator[Reason]:
    """Of all units in the same part of the period."""
    among = [
        one
        for one in tallies
        if (cap.from_on is None or one.on >= cap.from_on)
        and (cap.until_on is None or one.on <= cap.until_on)
    ]
    whole = sum(one.units for one in among)
    part = sum(one.units for one in within)
    if whole and part * 100 > cap.most * whole:
        words = _(
            "Antenna %(code)s may have %(most)s per cent of the units and has %(found)s.",
            code=cap.antenna_code,
            most=cap.most,
            found=f"{part * 100 / whole:.1f}",
        )
        yield Reason("over_cap", words)


def _sum(cents: int, currency: str) -> LazyString:
    told: Callable[..., str] = money
    return LazyString(told, cents, currency)
