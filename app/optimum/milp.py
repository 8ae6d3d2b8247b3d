"""The optimum where the network is not enough: shares, sums of money at different rates, caps that
cross each other. A mixed-integer linear programme over the classes, solved by HiGHS.

One sum of the objective after the other is made as great as can be, each with those before it held.
Only what is no network has to be whole numbers in the programme: how many are counted under a share
and in its offer, and everything of an offer with other such limits. With those whole, the rest is a
network, whose corners are whole by themselves. What HiGHS says of the best that is possible is
rounded down to a sum that whole units can have; the split is checked again in whole numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from math import gcd
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from app.optimum.problem import Ints, Objective, Problem
from app.optimum.shape import NO_LIMIT, Shape
from app.optimum.worth import PRIORITIES

SECONDS = 120
"""For each of the sums; a split that is not proven by then is given as what it is."""
MOST_FOR_EQUALS = 4_000
"""Arcs; a larger programme is not asked, besides, which of the splits with the same money counts
more or stands in the better grants: it takes many times as long as the money itself."""
ACCURACY = 1e-6
NEVER = -1
Row = tuple[Ints, Ints, int]
"""Columns, their factors, and what the sum may be at most."""


class NotFoundError(Exception):
    """No split was found in the time that there is."""


@dataclass(frozen=True)
class Answer:
    """How many of each class go to each of its places, and how many of the locked to each of
    `lock_places`. `bound_cents`: what nothing can exceed, where money is what is wanted."""

    flow: Ints
    lock_places: Ints
    locked: Ints
    proven: bool
    bound_cents: int | None


@dataclass
class Programme:
    """Columns: the arcs of the classes, the locked by place, what is kept of each promise; then of
    each share how many are counted under it, how many in its offer, and whether there are any; last
    those who stay where they stand."""

    shape: Shape
    promise: Ints
    rows: list[Row] = field(default_factory=list)

    @property
    def problem(self) -> Problem:
        return self.shape.problem

    @cached_property
    def lock_places(self) -> Ints:
        return np.unique(np.array(list(self.problem.locks.values()), dtype=np.int64))

    @property
    def locks(self) -> int:
        return len(self.shape.arc_place)

    @property
    def kept(self) -> int:
        return self.locks + len(self.lock_places)

    @property
    def counts(self) -> int:
        return self.kept + len(self.promise)

    @cached_property
    def shares(self) -> list[int]:
        return [n for n, cap in enumerate(self.problem.caps) if cap.percent is not None]

    @property
    def stays(self) -> int:
        return self.counts + 3 * len(self.shares)

    @cached_property
    def stands(self) -> Ints:
        """How many stand there today, by column of an arc or of the locked."""
        both = self.problem.locks.items() & self.problem.standing.items()
        places = np.array([place for _, place in both], dtype=np.int64)
        locked = (places[:, None] == self.lock_places).sum(axis=0)
        return np.concatenate([self.shape.stays, locked])

    @cached_property
    def stay_columns(self) -> Ints:
        """The columns in which somebody stands today; none where it would take too long."""
        columns = np.flatnonzero(self.stands)
        return columns if len(self.shape.arc_place) <= MOST_FOR_EQUALS else columns[:0]

    @property
    def width(self) -> int:
        return self.stays + len(self.stay_columns)

    @cached_property
    def whole(self) -> Ints:
        """1 for the columns that must be whole numbers."""
        money = {
            cap.offer
            for number, cap in enumerate(self.problem.caps)
            if cap.left_cents is not None and len(self.shape.rates_of(number)) > 1
        }
        offers = list(money | self.shape.crossing)
        arcs = np.isin(self.shape.offer[self.place], offers)
        found = np.ones(self.width, dtype=np.int64)
        found[: self.kept] = arcs
        found[self.kept : self.counts] = 0
        found[self.stays :] = 0
        return found

    @cached_property
    def place(self) -> Ints:
        """By column, without the promises."""
        return np.concatenate([self.shape.arc_place, self.lock_places])

    def most(self) -> Ints:
        """What each column may be at most."""
        wanted = list(self.problem.locks.values())
        locked = [wanted.count(place) for place in self.lock_places.tolist()]
        size = self.shape.size[self.shape.arc_class]
        everybody = len(self.problem.subjects)
        anybody = np.array([everybody, everybody, 1] * len(self.shares), dtype=np.int64)
        stays = self.stands[self.stay_columns]
        return np.concatenate(
            [size, np.array(locked, dtype=np.int64), self.promise, anybody, stays]
        )


def solve(shape: Shape, promise: Ints) -> Answer:
    programme = Programme(shape, promise)
    programme.rows.extend([*_classes(programme), *_caps(programme), *_promises(programme)])
    programme.rows.extend(_stays(programme))
    values = np.zeros(programme.width, dtype=np.int64)
    gaps: list[int] = []
    bound_cents = None
    for factors, is_money in _sums(programme):
        values, best, most = _maximise(programme, factors)
        if is_money and not any(gaps):
            bound_cents = most
        gaps.append(most - best)
        used = np.flatnonzero(factors)
        programme.rows.append((used, -factors[used], -best))
    flow, locked = values[: programme.locks], values[programme.locks : programme.kept]
    return Answer(flow, programme.lock_places, locked, not any(gaps), bound_cents)


def _maximise(programme: Programme, factors: Ints) -> tuple[Ints, int, int]:
    """The whole numbers by column, their sum, and what no others can exceed."""
    unit = int(np.gcd.reduce(factors)) or 1
    whole, most = programme.whole, programme.most()
    found = _solved(programme, factors / unit, whole, Bounds(0, most))
    bound = -found.mip_dual_bound if found.mip_dual_bound is not None else -found.fun
    values = np.rint(found.x).astype(np.int64)
    if not _keeps(programme, values) or values @ factors < round(-found.fun) * unit:
        fixed = np.where(whole, values, 0), np.where(whole, values, most)
        found = _solved(programme, factors / unit, np.ones_like(whole), Bounds(*fixed))
        values = np.rint(found.x).astype(np.int64)
    if not _keeps(programme, values):
        raise NotFoundError("the split found does not keep to its limits")
    best = int(values @ factors)
    return values, best, max(best, int(np.floor(bound + ACCURACY * max(1.0, bound * 1e-3))) * unit)


def _solved(programme: Programme, worth: Any, whole: Ints, bounds: Bounds) -> Any:
    limits = np.array([row[2] for row in programme.rows], dtype=float)
    found = milp(
        -worth,
        integrality=whole,
        bounds=bounds,
        constraints=LinearConstraint(_matrix(programme), ub=limits),
        options={"mip_rel_gap": 0, "time_limit": SECONDS},
    )
    if found.x is None:
        raise NotFoundError(found.message)
    return found


def _matrix(programme: Programme) -> csr_matrix:
    rows = programme.rows
    nothing = np.zeros(0, dtype=np.int64)
    lengths = [len(columns) for columns, _, _ in rows]
    places = np.repeat(np.arange(len(rows)), lengths)
    columns = np.concatenate([nothing, *(row[0] for row in rows)])
    factors = np.concatenate([nothing, *(row[1] for row in rows)]).astype(float)
    return csr_matrix((factors, (places, columns)), (len(rows), programme.width))


def _keeps(programme: Programme, values: Ints) -> bool:
    """To every limit, in whole numbers, so that no rounding breaks a cap."""
    inside = (values >= 0).all() and (values <= programme.most()).all()
    return bool(inside) and all(int(values[c] @ f) <= limit for c, f, limit in programme.rows)


def _classes(programme: Programme) -> Iterator[Row]:
    shape = programme.shape
    for number, size in enumerate(shape.size):
        arcs = shape.arcs_of(number)
        columns = np.arange(arcs.start, arcs.stop)
        yield columns, np.ones_like(columns), int(size)


def _caps(programme: Programme) -> Iterator[Row]:
    place, offer = programme.place, programme.shape.offer
    for number, cap in enumerate(programme.problem.caps):
        under = np.isin(place, programme.shape.under[number])
        columns = np.flatnonzero(under)
        if cap.percent is not None:
            yield from _share(programme, number, np.flatnonzero(offer[place] == cap.offer), columns)
        elif cap.left_cents is not None:
            yield _whole(columns, programme.shape.rate[place[columns]], cap.left_cents)
        elif programme.shape.left[number] < NO_LIMIT:
            yield columns, np.ones_like(columns), cap.left_units


def _share(programme: Programme, number: int, everywhere: Ints, here: Ints) -> Iterator[Row]:
    """What is counted under the share is not less than is chosen, and in its offer not more. Where
    what stands is above the share already, either nobody is chosen or the share is kept again."""
    cap = programme.problem.caps[number]
    percent = cap.percent or 0
    column = programme.counts + 3 * programme.shares.index(number)
    yield _one_more(here, 1, column, -1)
    yield _one_more(everywhere, -1, column + 1, 1)
    yield np.array([column, column + 2]), np.array([1, -len(programme.problem.subjects)]), 0
    limit = percent * cap.standing_all - 100 * cap.standing_here
    above = max(0, -limit)
    columns = np.array([column, column + 1, column + 2])
    yield columns, np.array([100, -percent, above]), limit + above


def _one_more(columns: Ints, factor: int, column: int, other: int) -> Row:
    factors = np.full(len(columns) + 1, factor, dtype=np.int64)
    factors[-1] = other
    return np.append(columns, column), factors, 0


def _whole(columns: Ints, factors: Ints, limit: int) -> Row:
    """The same with smaller numbers."""
    unit = gcd(*factors.tolist()) or 1
    return columns, factors // unit, limit // unit


def _promises(programme: Programme) -> Iterator[Row]:
    """What is kept of a promise is not more than what is counted."""
    offers = programme.shape.offer[programme.place]
    for offer in np.flatnonzero(programme.promise):
        yield _one_more(np.flatnonzero(offers == offer), -1, programme.kept + int(offer), 1)


def _stays(programme: Programme) -> Iterator[Row]:
    """Not more stay than are counted."""
    for number, column in enumerate(programme.stay_columns.tolist()):
        yield np.array([programme.stays + number, column]), np.array([1, -1]), 0


def _sums(programme: Programme) -> Iterator[tuple[Ints, bool]]:
    """The sums, the first counts most: locks, promises, those of the objective, those who stay;
    and whether each is the money of that objective."""
    width, place = programme.width, programme.place
    columns = np.arange(width)
    found = [
        (columns >= programme.locks) & (columns < programme.kept),
        (columns >= programme.kept) & (columns < programme.counts),
        *(np.append(one, np.zeros(width - len(place))) for one in _of_objective(programme)),
        columns >= programme.stays,
    ]
    money = 2 if programme.problem.objective == Objective.MONEY else NEVER
    for number, factors in enumerate(found):
        if factors.any():
            yield factors.astype(np.int64), number == money


def _of_objective(programme: Programme) -> list[Ints]:
    offers = programme.shape.offer[programme.place]
    priority = np.array([one.priority for one in programme.problem.offers], dtype=np.int64)[offers]
    cents, each = programme.shape.rate[programme.place], np.ones_like(priority)
    if programme.problem.objective == Objective.MONEY:
        return [cents, each, -priority] if len(each) <= MOST_FOR_EQUALS else [cents]
    if programme.problem.objective == Objective.COUNT:
        return [each, cents]
    return [*((priority == one).astype(np.int64) for one in range(1, PRIORITIES + 1)), cents]
