"""A split where the network is not enough, found with networks alone.

Limits that are no network are left out first: no split can bring more than that one, the bound.
Then each place of the offers concerned is given a quota out of what that split put there, so that
every limit holds whatever happens within the quotas; that is a network again. Where both bring the
same, the second split is proven; where not, it is a good one whose distance from the best is known.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from app.optimum.limits import Room
from app.optimum.problem import NOBODY, Cap, Ints, Objective, Place, Problem
from app.optimum.shape import NO_LIMIT, Shape, rate_at


def loosened(shape: Shape) -> Problem | None:
    """Without the limits that are no network; None where one offer has several rates."""
    problem = shape.problem
    rates = {(place.offer, rate_at(problem, n)) for n, place in enumerate(problem.places)}
    if len(rates) > len({offer for offer, _ in rates}):
        return None
    kept: list[int] = []
    for cap in sorted(range(len(problem.caps)), key=lambda one: (-len(shape.under[one]), one)):
        if problem.caps[cap].percent is None and all(_nested(shape, cap, one) for one in kept):
            kept.append(cap)
    places = [
        replace(one, caps=tuple(cap for cap in one.caps if cap in set(kept)))
        for one in problem.places
    ]
    return replace(problem, places=places)


def _nested(shape: Shape, cap: int, other: int) -> bool:
    if shape.problem.caps[cap].offer != shape.problem.caps[other].offer:
        return True
    mine, others = set(shape.under[cap]), set(shape.under[other])
    return not mine & others or mine <= others or others <= mine


def hard_offers(shape: Shape) -> set[int]:
    """Those with a limit that is no network."""
    shares = {cap.offer for cap in shape.problem.caps if cap.percent is not None}
    return shares | set(shape.crossing)


def tightened(shape: Shape, chosen: Ints) -> Problem:
    """With a quota for each place of the hard offers, made from a split that ignored them."""
    problem, hard = shape.problem, hard_offers(shape)
    wanted = Counter(chosen[chosen != NOBODY].tolist())
    limits = _limits(shape, wanted)
    quotas = _quotas(shape, wanted, limits, hard)
    caps, places = [*problem.caps], []
    for number, place in enumerate(problem.places):
        if place.offer in hard:
            place = Place(place.offer, (len(caps),), place.rate_cents)
            caps.append(Cap(f"quota:{number}", place.offer, quotas[number]))
        places.append(place)
    return replace(problem, caps=caps, places=places)


def _limits(shape: Shape, wanted: Counter[int]) -> list[int]:
    """Units by cap, as if every offer counted as many as wanted."""
    problem = shape.problem
    counted: Counter[int] = Counter()
    for place, often in wanted.items():
        counted[problem.places[place].offer] += often
    return [
        int(shape.left[number])
        if cap.percent is None
        else cap.percent * (cap.standing_all + counted[cap.offer]) // 100 - cap.standing_here
        for number, cap in enumerate(problem.caps)
    ]


def _quotas(
    shape: Shape, wanted: Counter[int], limits: Sequence[int], hard: set[int]
) -> dict[int, int]:
    """What was wanted first, as far as it fits, then whatever room is left."""
    left, found = list(limits), dict.fromkeys(range(len(shape.offer)), 0)
    places = [place for place in range(len(shape.offer)) if int(shape.offer[place]) in hard]
    for most in (wanted, None):
        for place in places:
            caps = shape.problem.places[place].caps
            room = max(0, min((left[cap] for cap in caps), default=NO_LIMIT))
            units = room if most is None else min(room, most[place])
            found[place] += units
            for cap in caps:
                left[cap] -= units
    return found


def trimmed(problem: Problem, chosen: Ints) -> Ints:
    """Without those that are too many under a share, the last first."""
    found = chosen.copy()
    while broken := _broken(problem, found):
        under = [s for s, place in enumerate(found) if place in broken]
        found[under[-1]] = NOBODY
    return found


def _broken(problem: Problem, chosen: Ints) -> set[int]:
    """The places under a share that is exceeded by somebody chosen."""
    room = Room(problem, chosen.tolist())
    over = {
        number
        for number, cap in enumerate(problem.caps)
        if cap.percent is not None and room.taken[number] and room.exceeds(number)
    }
    return {n for n, place in enumerate(problem.places) if over & set(place.caps)}


def sums(problem: Problem, chosen: Ints) -> tuple[int, ...]:
    """What a split brings of everything that is wanted, the first counts most."""
    room = Room(problem, chosen.tolist())
    locks = sum(int(chosen[subject]) == place for subject, place in problem.locks.items())
    kept = sum(min(o.least_units, room.counted[n]) for n, o in enumerate(problem.offers))
    cents = sum(room.rates[place] for place in chosen[chosen != NOBODY].tolist())
    counted = sum(room.counted)
    by_priority = np.zeros(10, dtype=np.int64)
    for number, offer in enumerate(problem.offers):
        by_priority[offer.priority] += room.counted[number]
    wanted = {
        Objective.MONEY: (cents, counted, -int(by_priority @ np.arange(10))),
        Objective.COUNT: (counted, cents),
        Objective.PRIORITY: (*by_priority[1:].tolist(), cents),
    }
    return locks, kept, *wanted[problem.objective], stays(problem, chosen)


def stays(problem: Problem, chosen: Ints) -> int:
    """How many keep the place where they stand."""
    return sum(int(chosen[subject]) == place for subject, place in problem.standing.items())
