"""What a problem is made of once subjects that are alike are put together.

Two subjects with the same places cannot be told apart by any split: they are one class, and fifty
thousand of them become as many as there are different lists of places. Nothing is lost by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from app.optimum.problem import NOBODY, Ints, Problem

NO_LIMIT = 2**40
"""More units than anybody counts."""


@dataclass(frozen=True)
class Shape:
    """Class `arc_class[i]` may be counted in place `arc_place[i]`; sorted by class, then place.

    `members` are the subjects of each class, those with the oldest day first. `offer` and `rate`
    (cents, 0 where nobody knows) go by place; `left` by cap: units, `NO_LIMIT` for none. `stands`
    is the place of each subject today, and `stays` how many of each class stand in each place.
    """

    problem: Problem
    members: Sequence[Ints]
    size: Ints
    arc_class: Ints
    arc_place: Ints
    offer: Ints
    rate: Ints
    left: Ints
    stands: Ints

    def arcs_of(self, one: int) -> slice:
        first, last = self.starts[one : one + 2]
        return slice(int(first), int(last))

    @cached_property
    def starts(self) -> Ints:
        """Where the arcs of each class begin."""
        return np.searchsorted(self.arc_class, np.arange(len(self.members) + 1))

    @cached_property
    def stays(self) -> Ints:
        found = np.zeros(len(self.arc_place), dtype=np.int64)
        for number, members in enumerate(self.members if self.problem.standing else ()):
            places, counts = np.unique(self.stands[members], return_counts=True)
            known, arcs = places != NOBODY, self.arcs_of(number)
            at = np.searchsorted(self.arc_place[arcs], places[known])
            found[arcs.start + at] = counts[known]
        return found

    @cached_property
    def under(self) -> list[list[int]]:
        """The places under each cap."""
        found: list[list[int]] = [[] for _ in self.problem.caps]
        for number, place in enumerate(self.problem.places):
            for cap in place.caps:
                found[cap].append(number)
        return found

    @cached_property
    def is_simple(self) -> bool:
        """Every limit is of units and every unit of an offer brings the same."""
        counted = all(
            cap.percent is None and (cap.left_cents is None or len(self.rates_of(number)) <= 1)
            for number, cap in enumerate(self.problem.caps)
        )
        rates = {(int(o), int(r)) for o, r in zip(self.offer, self.rate, strict=True)}
        return counted and len(rates) == len({offer for offer, _ in rates})

    def rates_of(self, cap: int) -> set[int]:
        return {int(self.rate[place]) for place in self.under[cap]}

    @cached_property
    def chains(self) -> list[tuple[int, ...]]:
        """The caps of each place from the narrowest to the widest."""
        return [
            tuple(sorted(set(place.caps), key=lambda cap: (len(self.under[cap]), cap)))
            for place in self.problem.places
        ]

    @cached_property
    def crossing(self) -> frozenset[int]:
        """The offers whose caps are no tree: two share some places, and neither all of them."""
        above: dict[int, int] = {}
        found = set()
        for place, chain in enumerate(self.chains):
            offer = int(self.offer[place])
            for cap, wider in zip(chain, (*chain[1:], -1 - offer), strict=False):
                if above.setdefault(cap, wider) != wider:
                    found.add(offer)
        return frozenset(found)

    def spread(self, flow: Ints) -> Ints:
        """A place for each subject, out of how many of each class go where: those who stand there
        keep it, then the oldest of a class go to the place that brings most."""
        chosen = np.full(len(self.problem.subjects), NOBODY, dtype=np.int64)
        for number, members in enumerate(self.members):
            arcs, begin = self.arcs_of(number), 0
            places, counts = self.arc_place[arcs], flow[arcs].copy()
            free = members
            for arc in np.flatnonzero(np.minimum(counts, self.stays[arcs])):
                keep = free[self.stands[free] == places[arc]][: counts[arc]]
                chosen[keep] = places[arc]
                counts[arc] -= len(keep)
                free = free[chosen[free] == NOBODY]
            for arc in sorted(np.flatnonzero(counts), key=lambda a: -self.rate[places[a]]):
                end = begin + int(counts[arc])
                chosen[free[begin:end]] = places[arc]
                begin = end
        return chosen


def shape_of(problem: Problem) -> Shape:
    """Of everybody who is not locked; what locked ones take is off the caps already."""
    offer = np.array([place.offer for place in problem.places], dtype=np.int64)
    rate = np.array([rate_at(problem, place) for place in range(len(offer))], dtype=np.int64)
    groups = _groups(problem)
    sizes = [len(members) for members, _ in groups]
    lengths = [len(places) for _, places in groups]
    flat = [places for _, places in groups]
    return Shape(
        problem,
        [members for members, _ in groups],
        np.array(sizes, dtype=np.int64),
        np.repeat(np.arange(len(groups)), lengths),
        np.concatenate(flat) if flat else np.zeros(0, dtype=np.int64),
        offer,
        rate,
        np.array(_left(problem, rate), dtype=np.int64),
        stands_of(problem),
    )


def stands_of(problem: Problem) -> Ints:
    """The place of each subject today, or `NOBODY`."""
    found = np.full(len(problem.subjects), NOBODY, dtype=np.int64)
    if problem.standing:
        found[list(problem.standing)] = list(problem.standing.values())
    return found


def rate_at(problem: Problem, place: int) -> int:
    """Cents of one unit; 0 where nobody knows them."""
    own = problem.places[place].rate_cents
    return (problem.offers[problem.places[place].offer].rate_cents if own is None else own) or 0


def places_of(problem: Problem) -> list[Ints]:
    """The places of each subject."""
    starts = np.searchsorted(problem.pair_subject, np.arange(len(problem.subjects) + 1))
    return [problem.pair_place[a:b] for a, b in pairwise(starts)]


def _groups(problem: Problem) -> list[tuple[Ints, Ints]]:
    """Members and places of each class."""
    found: dict[bytes, tuple[list[int], Ints]] = {}
    for subject, places in enumerate(places_of(problem)):
        if subject not in problem.locks and len(places):
            found.setdefault(places.tobytes(), ([], places))[0].append(subject)
    by_age = [(one.day, one.key) for one in problem.subjects]
    return [
        (np.array(sorted(members, key=by_age.__getitem__), dtype=np.int64), places)
        for members, places in found.values()
    ]


def _left(problem: Problem, rate: Ints) -> list[int]:
    """Units by cap; a sum of money is as many units as it pays, where all bring the same."""
    rates: list[set[int]] = [set() for _ in problem.caps]
    for number, place in enumerate(problem.places):
        for cap in place.caps:
            rates[cap].add(int(rate[number]))
    return [
        cap.left_units
        if cap.left_cents is None and cap.percent is None
        else cap.left_cents // dearest
        if cap.left_cents is not None and len(known) == 1 and (dearest := max(known))
        else NO_LIMIT
        for cap, known in zip(problem.caps, rates, strict=True)
    ]
