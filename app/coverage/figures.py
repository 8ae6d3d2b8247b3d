"""Coverage: what duos cost in a region and a quarter, and how much of it is secured.

Nothing is invented: where nobody has told what a duo costs, cost and gap are not known and said so;
money that belongs to several regions is not split over them by a key of our own; what is asked for
is told beside, never multiplied by a chance.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.core.i18n import Said
from app.core.quarters import OF_YEAR, Quarter, quarter_of
from app.core.viewer import viewer
from app.coverage import queries
from app.grants.models import CapKind
from app.grants.queries import version_of
from app.grants.rules import rate_cents_on
from app.schemes.kinds import PAYING, Scheme
from app.schemes.queries import Region, cost_per_duo, regions_on, schemes

OUTSIDE = "outside"
"""The place of money that is of no single region."""


@dataclass
class Figures:
    """Of one place and one time. `started` duos cost `cost_cents` (of those whose region has told
    it; `uncosted` are the others) and `counted` of them stand for a grant. `secured_cents` is what
    the lines of that time bring, `received_cents` what came of grants that do not pay by number;
    `unpriced` lines bring what nobody knows yet. Of the `ended` duos, which cost `ended_cents`,
    `positive` left to work, training, internship or studies within 28 days."""

    started: int = 0
    counted: int = 0
    uncosted: int = 0
    cost_cents: int = 0
    secured_cents: int = 0
    received_cents: int = 0
    unpriced: int = 0
    ended: int = 0
    positive: int = 0
    ended_cents: int = 0
    ended_uncosted: int = 0

    @property
    def share(self) -> float | None:
        return self.counted / self.started if self.started else None

    @property
    def cost(self) -> int | None:
        """None as long as somebody's cost is not known."""
        return None if self.uncosted else self.cost_cents

    @property
    def secured(self) -> int:
        return self.secured_cents + self.received_cents

    @property
    def gap(self) -> int | None:
        """What is lacking; below zero when more is secured than it costs."""
        return None if self.cost is None else self.cost - self.secured

    @property
    def per_duo(self) -> float | None:
        return None if self.uncosted or not self.started else self.cost_cents / self.started

    @property
    def per_positive(self) -> float | None:
        unknown = self.ended_uncosted or not self.positive
        return None if unknown else self.ended_cents / self.positive

    def __add__(self, other: "Figures") -> "Figures":
        mine, theirs = vars(self), vars(other)
        return Figures(**{name: mine[name] + theirs[name] for name in mine})


@dataclass(frozen=True)
class Place:
    """A region of the schemes, with its figures by quarter. `without` are the quarters on whose
    last day (today, for the one that runs) no scheme paid there."""

    region: Region
    by_quarter: Mapping[Quarter, Figures]
    room_cents: int = 0
    room_unknown: int = 0
    due_cents: int = 0
    without: frozenset[Quarter] = frozenset()

    @property
    def name(self) -> str:
        return self.region.name

    @property
    def total(self) -> Figures:
        return sum(self.by_quarter.values(), Figures())


@dataclass(frozen=True)
class Coverage:
    """`outside` is what came to the country, or will, and is of no single region."""

    quarters: Sequence[Quarter]
    places: Sequence[Place]
    outside: Figures = field(default_factory=Figures)
    outside_room_cents: int = 0
    outside_room_unknown: int = 0
    outside_due_cents: int = 0
    asked: Sequence[Any] = ()
    is_whole: bool = True

    @property
    def gaps(self) -> list[Place]:
        return [place for place in self.places if place.region.is_gap]

    @property
    def total(self) -> Figures:
        return sum((place.total for place in self.places), self.outside)

    @property
    def sources(self) -> dict[str, tuple[int, Said]]:
        """What a duo costs by NUTS 2 region, with who said it."""
        codes = sorted({code for place in self.places for code in place.region.codes})
        told = {code: cost_per_duo(code, self.quarters[-1].last) for code in codes}
        return {code: found for code, found in told.items() if found}


@dataclass
class _Book:
    """By quarter and NUTS 2 region; and sums that have no quarter, by place."""

    figures: dict[tuple[str, Quarter], Figures]
    room: dict[str, int]
    unknown: dict[str, int]
    due: dict[str, int]


def run_up(last: Quarter, quarters: int = OF_YEAR) -> list[Quarter]:
    return [last.before(back) for back in reversed(range(quarters))]


def coverage(quarters: Sequence[Quarter], on: date) -> Coverage:
    """Of these quarters, the oldest first, with what is expected from `on`; five statements."""
    seen, regions = viewer().antenna_ids, regions_on(on)
    if seen is not None:
        regions = [one for one in regions if seen & {antenna.id for antenna in one.antennas}]
    home = {code: one.codes[0] for one in regions for code in one.codes}
    antennas = {antenna.code: one.codes[0] for one in regions for antenna in one.antennas}
    book = _Book(defaultdict(Figures), defaultdict(int), defaultdict(int), defaultdict(int))
    count_duos(book.figures, quarters)
    _count_room(book, on, antennas)
    _count_instalments(book, quarters, on, antennas)
    return Coverage(
        quarters,
        [_place(book, one, home, quarters, on) for one in regions],
        _elsewhere(book, home) if seen is None else Figures(),
        book.room[OUTSIDE],
        book.unknown[OUTSIDE],
        book.due[OUTSIDE],
        queries.asked() if seen is None else (),
        seen is None,
    )


def _elsewhere(book: _Book, home: Mapping[str, str]) -> Figures:
    """Of no single region, or of one whose antennas have closed."""
    found = (one for (code, _), one in book.figures.items() if code not in home)
    return sum(found, Figures())


def count_duos(
    figures: dict[tuple[str, Quarter], Figures], quarters: Sequence[Quarter], by: str = "nuts2"
) -> None:
    """Duos, their cost and what stands for them, by NUTS 2 region (or by antenna)."""
    for row in queries.sums(quarters[0].first, quarters[-1].last):
        one = figures[getattr(row, by), _quarter(row)]
        whole, part = int(row.whole), int(row.part)
        told = cost_per_duo(row.nuts2, _quarter(row).last)
        cost, lacks = (told[0] * whole, 0) if told else (0, whole)
        if row.kind == queries.STARTED:
            one.started, one.counted = one.started + whole, one.counted + part
            one.cost_cents, one.uncosted = one.cost_cents + cost, one.uncosted + lacks
        elif row.kind == queries.ENDED:
            one.ended, one.positive = one.ended + whole, one.positive + part
            one.ended_cents, one.ended_uncosted = one.ended_cents + cost, one.ended_uncosted + lacks
        else:
            one.secured_cents, one.unpriced = one.secured_cents + whole, one.unpriced + part


def _quarter(row: Any) -> Quarter:
    return Quarter(int(row.year) * OF_YEAR + int(row.quarter))


def _count_room(book: _Book, on: date, antennas: Mapping[str, str]) -> None:
    """What running grants still pay for, as far as their amounts and caps of the whole allow."""
    rows: dict[int, list[Any]] = defaultdict(list)
    for row in queries.room(on):
        rows[row.id].append(row)
    for of_grant in rows.values():
        place, left = _whose(of_grant[0].antenna_codes, antennas), _left_cents(of_grant)
        if left is None:
            book.unknown[place] += 1
        else:
            book.room[place] += left


def _left_cents(rows: Sequence[Any]) -> int | None:
    """The least that any limit leaves; None where no limit is known in money."""
    grant = rows[0]
    rate = rate_cents_on(grant, version_of(grant))
    most = [] if grant.amount_cents is None else [grant.amount_cents - int(grant.cents)]
    for row in rows:
        if row.kind == CapKind.MONEY:
            most.append(row.most - int(grant.cents))
        elif row.kind == CapKind.UNITS and rate is not None:
            most.append(int((row.most - float(grant.units)) * rate))
    return max(0, min(most)) if most else None


def _count_instalments(
    book: _Book, quarters: Sequence[Quarter], on: date, antennas: Mapping[str, str]
) -> None:
    for row in queries.instalments(quarters[0].first, quarters[-1].last, on):
        place = _whose(row.antenna_codes, antennas)
        if row.received_on is None:
            book.due[place] += row.amount_cents or 0
        else:
            cents = row.received_cents or 0
            book.figures[place, quarter_of(row.received_on)].received_cents += cents


def _whose(codes: Iterable[str], antennas: Mapping[str, str]) -> str:
    """The one region all these antennas lie in; a grant without any is of the whole country."""
    found = {antennas.get(code, OUTSIDE) for code in codes}
    return found.pop() if len(found) == 1 else OUTSIDE


def _place(
    book: _Book,
    region: Region,
    home: Mapping[str, str],
    quarters: Sequence[Quarter],
    on: date,
) -> Place:
    mine = region.codes[0]
    known = [code for code, first in home.items() if first == mine]
    return Place(
        region,
        {one: sum((book.figures[code, one] for code in known), Figures()) for one in quarters},
        book.room[mine],
        book.unknown[mine],
        book.due[mine],
        frozenset(one for one in quarters if not paying_in(known, min(one.last, on))),
    )


def paying_in(codes: Iterable[str], day: date) -> list[Scheme]:
    """The schemes that paid in one of these regions on that day."""
    where = list(codes)
    return [
        one
        for one in schemes()
        if not one.frame and one.standing_on(day) in PAYING and any(map(one.is_in, where))
    ]
