"""What is told beside a split: what caps cost, the next best place, and what stood in the way."""

import numpy as np

from app.optimum.flow import FAR, Flow, Prices
from app.optimum.limits import Room
from app.optimum.problem import NOBODY, Hindrance, Ints, Obstacle, Problem
from app.optimum.shape import places_of
from app.optimum.worth import Worth

TOLD = 3
"""Hindrances of one subject."""


def prices_by_cap(flow: Flow, prices: Prices, worth: Worth) -> dict[int, int]:
    """Cents that one unit more under a full cap brings: what it gains beyond the cap, less what
    must be given up to reach it. Exactly what solving again would show."""
    network, found = flow.network, {}
    full = flow.by_tree >= network.limit
    for tail, head in zip(network.tails[full].tolist(), network.heads[full].tolist(), strict=True):
        gained, lost = int(prices.best[head]), int(prices.least[tail])
        if lost < gained:
            cents = int(worth.cents[gained] - worth.cents[lost])
            if cents:
                found[tail - network.caps] = cents
    return found


def seconds(flow: Flow, prices: Prices, worth: Worth, chosen: Ints) -> tuple[Ints, Ints, Ints]:
    """By subject: cents lost without it, its next best place, and cents lost if it went there.

    Locked subjects have none: nobody asks where else they could go.
    """
    shape = flow.network.shape
    lost, second, second_cents = (np.zeros(len(chosen), dtype=np.int64) for _ in range(3))
    second[:] = NOBODY
    for number, members in enumerate(shape.members):
        given_up = int(prices.least[number])
        if given_up in {0, FAR}:
            continue
        lost[members] = second_cents[members] = worth.cents[given_up]
        places = shape.arc_place[shape.arcs_of(number)]
        nodes = flow.network.places + places
        ranks = np.where(
            prices.groups[nodes] == prices.groups[number], given_up, prices.best[nodes]
        )
        for here in np.unique(chosen[members]):
            other = shape.offer[places] != shape.offer[here]
            if here != NOBODY and other.any():
                best = int(np.argmax(np.where(other, ranks, -1)))
                who = members[chosen[members] == here]
                second[who] = places[best]
                second_cents[who] = worth.cents[given_up] - worth.cents[ranks[best]]
    return lost, second, second_cents


def hindrances(problem: Problem, chosen: Ints) -> dict[int, tuple[Hindrance, ...]]:
    """For each subject without a place what stood in the way, the dearest offer first."""
    room, known = Room(problem, chosen.tolist()), {}
    found: dict[int, tuple[Hindrance, ...]] = {}
    for subject, places in enumerate(places_of(problem)):
        if chosen[subject] != NOBODY:
            continue
        if subject in problem.locks:
            place = problem.locks[subject]
            cap = room.in_the_way(place)
            offer = problem.places[place].offer
            found[subject] = (Hindrance(Obstacle.LOCKED, offer, cap.cap if cap else None),)
            continue
        alike = places.tobytes()
        if alike not in known:
            known[alike] = _in_the_way(room, places)
        found[subject] = known[alike]
    return found


def _in_the_way(room: Room, places: Ints) -> tuple[Hindrance, ...]:
    dearest = sorted(places.tolist(), key=lambda place: (-room.rates[place], place))
    offer = [place.offer for place in room.problem.places]
    return tuple(
        room.in_the_way(place) or Hindrance(Obstacle.FULL, offer[place]) for place in dearest[:TOLD]
    )
