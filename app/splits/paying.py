"""What a proposal knows of a grant, as plain values that outlive a transaction."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from app.allocation.eligibility import usage_by_grant
from app.allocation.rules import Counted, used_of
from app.antennas.queries import all_antennas
from app.grants.models import COUNTED, CapKind, Grant, GrantCap, Unit
from app.grants.queries import predicate_of, running_grants, version_of
from app.grants.rules import rate_cents_on
from app.schemes.nodes import Node

TOGETHER = "+"
"""Between the keys of caps that are full at the same moment."""


@dataclass(frozen=True)
class Limit:
    """A cap with what is left of it, below zero where more stands than it allows. `antenna_id`,
    `first` and `last` (ordinals) say what is under it; a share has `percent` and what counts
    already, there and everywhere."""

    key: str
    antenna_id: int | None
    first: int
    last: int
    left_units: int = 0
    percent: int | None = None
    standing_here: int = 0
    standing_all: int = 0


@dataclass(frozen=True)
class Paying:
    """`nodes` are its conditions, in the order of its predicate; `first` and `last` the ordinals of
    its period; `least_units` what it is time to have counted and was not yet."""

    grant_id: int
    code: str
    unit: str
    rate_cents: int | None
    priority: int
    group: str | None
    first: int
    last: int
    nodes: tuple[Node, ...]
    limits: tuple[Limit, ...]
    least_units: int
    standing_units: float
    standing_cents: int
    scheme_code: str
    scheme_from: date | None


def paying_grants(
    from_on: date, until_on: date, given_back: Mapping[int, Sequence[Counted]] | None = None
) -> list[Paying]:
    """The running grants that pay by number, hours aside: those nobody can propose. `given_back` is
    what is taken off what stands, by grant: the lines that may move."""
    grants = [
        grant
        for grant in running_grants(from_on, until_on)
        if grant.unit in COUNTED and grant.unit != Unit.HOUR
    ]
    antennas = {antenna.code: antenna.id for antenna in all_antennas()}
    used = usage_by_grant([grant.id for grant in grants])
    back = given_back or {}
    return [
        _paying(grant, [*used[grant.id], *_less(back.get(grant.id, ()))], antennas, until_on)
        for grant in grants
    ]


def _less(lines: Sequence[Counted]) -> list[Counted]:
    """By antenna and day, below zero: added to what stands, it is taken off every sum."""
    units: Counter[tuple[str, date]] = Counter()
    cents: Counter[tuple[str, date]] = Counter()
    for one in lines:
        units[one.antenna, one.happened_on] += 1
        cents[one.antenna, one.happened_on] += one.cents
    return [Counted(*where, -number, -cents[where]) for where, number in units.items()]


def _paying(
    grant: Grant, used: Sequence[Counted], antennas: Mapping[str, int], until_on: date
) -> Paying:
    rate = rate_cents_on(grant, version_of(grant))
    units = sum(one.units for one in used)
    return Paying(
        grant_id=grant.id,
        code=grant.code,
        unit=grant.unit,
        rate_cents=rate,
        priority=grant.priority,
        group=grant.exclusivity_group,
        first=grant.begins_on.toordinal(),
        last=grant.ends_on.toordinal(),
        nodes=predicate_of(grant).conditions,
        limits=tuple(_limits(grant, rate, used, antennas)),
        least_units=max(0, ceil(due_least(grant, until_on) - units)),
        standing_units=units,
        standing_cents=sum(one.cents for one in used),
        scheme_code=grant.scheme_code,
        scheme_from=grant.scheme_from,
    )


def due_least(grant: Grant, until_on: date) -> float:
    """What should be counted of the promise by then: its share of the days of the grant, so that a
    promise of a year does not fill the first quarter (the house's own choice)."""
    days = (grant.ends_on - grant.begins_on).days + 1
    gone = (min(until_on, grant.ends_on) - grant.begins_on).days + 1
    return (grant.least_units or 0) * max(0, gone) / days


def _limits(
    grant: Grant, rate: int | None, used: Sequence[Counted], antennas: Mapping[str, int]
) -> list[Limit]:
    found = [
        _limit(cap, rate, used, antennas)
        for cap in grant.caps
        if (cap.kind != CapKind.MONEY or rate)
        and (cap.antenna_code is None or cap.antenna_code in antennas)
    ]
    if grant.amount_cents is not None and rate:
        left = (grant.amount_cents - sum(one.cents for one in used)) // rate
        found.append(Limit(f"amount:{grant.id}", None, 1, date.max.toordinal(), left))
    return found


def _limit(
    cap: GrantCap, rate: int | None, used: Sequence[Counted], antennas: Mapping[str, int]
) -> Limit:
    """Money is as many units as it pays for at today's rate."""
    here = used_of(cap, used)
    left = (cap.most - here) // (rate or 1) if cap.kind == CapKind.MONEY else cap.most - here
    share = cap.kind == CapKind.SHARE
    return Limit(
        key=f"cap:{cap.id}",
        antenna_id=antennas[cap.antenna_code] if cap.antenna_code else None,
        first=(cap.from_on or date.min).toordinal(),
        last=(cap.until_on or date.max).toordinal(),
        left_units=floor(left),
        percent=cap.most if share else None,
        standing_here=ceil(here) if share else 0,
        standing_all=int(sum(one.units for one in used)) if share else 0,
    )
