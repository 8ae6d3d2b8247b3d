"""The best split of subjects over grants, proven; and the one that people make by hand.

Each subject is counted once at most: whether somebody may count for two grants of different groups
is left to a person, who is warned (the database forbids it within a group). Where all limits are of
units and lie within each other the split is a flow through a network and comes with the price of
every cap; otherwise it is a mixed-integer programme. Both give the same answer to the same question
at every run. Only jobs and commands import this: it loads OR-tools.
"""

from collections import Counter
from dataclasses import replace

import numpy as np

from app.optimum import flow as network
from app.optimum import milp as programme
from app.optimum import nearly
from app.optimum.limits import Room
from app.optimum.problem import NOBODY, Cap, Ints, Objective, Problem, Solution
from app.optimum.settling import settled
from app.optimum.shape import Shape, places_of, rate_at, shape_of
from app.optimum.telling import hindrances, prices_by_cap, seconds
from app.optimum.worth import worth_of

ROUNDS = 4
"""So often quotas are made anew out of the split that the quotas before gave."""
MOST_ARCS = 25_000
"""A larger programme is not tried: it may take hours. Then the best split that networks find is
given with its bound, and said to be proven only where both are the same."""
MOST_SOLVED_AGAIN = 40
MOST_ARCS_AGAIN = 4_000
"""So many full caps of so large a programme are solved again for their price; beyond, not."""


def solve(problem: Problem) -> Solution:
    """The split that brings most of the objective (`Objective`); promises before, locks first, and
    nobody moved for nothing.

    Where the programme finds none in its time it is the one by hand, and not said to be proven.
    """
    shape = shape_of(problem)
    if shape.is_simple and not shape.crossing:
        return _by_flow(problem)
    try:
        return _priced_again(problem, shape, _nearly(shape) or _by_programme(shape))
    except programme.NotFoundError:
        return greedy(problem)


def _nearly(shape: Shape) -> Solution | None:
    """The split out of networks alone, where it is proven or the programme would be too large."""
    problem, loose = shape.problem, nearly.loosened(shape)
    if loose is None:
        return None
    above = _by_flow(loose)
    most, best = nearly.sums(problem, above.chosen), greedy(problem).chosen
    wanted = above.chosen
    for _round in range(ROUNDS):
        tight = _by_flow(nearly.tightened(shape, wanted))
        wanted = tight.chosen
        best = max(best, nearly.trimmed(problem, wanted), key=lambda one: nearly.sums(problem, one))
        if nearly.sums(problem, best) == most:
            break
    best = settled(problem, best)
    reached = nearly.sums(problem, best)
    proven, fewest = reached[:-1] == most[:-1], reached == most
    if len(shape.arc_place) <= (programme.MOST_FOR_EQUALS if proven else MOST_ARCS) and not fewest:
        return None
    return Solution(
        best,
        _cents(problem, best),
        above.total_cents if problem.objective == Objective.MONEY or proven else None,
        proven,
        "flow",
        shortfalls=_shortfalls(problem, best),
        unpaid=hindrances(problem, best),
        fewest=fewest,
    )


def _by_flow(problem: Problem) -> Solution:
    """Locked subjects take their places first, in their order, and leave the rest to the flow."""
    locked, rest = _locked(problem)
    shape = shape_of(rest)
    promise = np.array([offer.least_units for offer in rest.offers], dtype=np.int64)
    rates = np.zeros(len(rest.offers), dtype=np.int64)
    rates[shape.offer] = shape.rate
    worth = worth_of(rest, rates)
    flow = network.solve(network.network_of(shape, promise), worth)
    prices = network.prices_of(flow, worth)
    brought, most = network.brought(flow, worth), network.bound(flow, prices, worth)
    chosen = np.where(locked == NOBODY, shape.spread(flow.by_arc), locked)
    at, kept = (1 if problem.objective == Objective.MONEY else -1), _cents(problem, locked)
    subject_prices, second, second_cents = seconds(flow, prices, worth, chosen)
    return Solution(
        chosen,
        kept + int(brought[at]),
        kept + int(most[at]),
        bool((brought == most).all()),
        "flow",
        prices_by_cap(flow, prices, worth),
        subject_prices,
        _shortfalls(problem, chosen),
        hindrances(problem, chosen),
        second,
        second_cents,
        priced=True,
        fewest=True,
    )


def _locked(problem: Problem) -> tuple[Ints, Problem]:
    """The places of locked subjects, as far as there is room, and what is left for the others."""
    chosen = np.full(len(problem.subjects), NOBODY, dtype=np.int64)
    room = Room(problem)
    for subject, place in problem.locks_in_order:
        if room.is_open(place):
            chosen[subject] = place
            room.take(place)
    caps = [
        replace(
            cap,
            left_units=cap.left_units - room.taken[number],
            left_cents=None if cap.left_cents is None else cap.left_cents - room.cents[number],
        )
        for number, cap in enumerate(problem.caps)
    ]
    offers = [
        replace(offer, least_units=max(0, offer.least_units - room.counted[number]))
        for number, offer in enumerate(problem.offers)
    ]
    return chosen, replace(problem, caps=caps, offers=offers)


def _by_programme(shape: Shape) -> Solution:
    problem = shape.problem
    promise = np.array([offer.least_units for offer in problem.offers], dtype=np.int64)
    answer = programme.solve(shape, promise)
    chosen = shape.spread(answer.flow)
    left = dict(zip(answer.lock_places.tolist(), answer.locked.tolist(), strict=True))
    for subject, place in problem.locks_in_order:
        if left[place]:
            chosen[subject], left[place] = place, left[place] - 1
    chosen = settled(problem, chosen)
    total, proven = _cents(problem, chosen), answer.proven
    return Solution(
        chosen,
        total,
        total if proven else answer.bound_cents,
        proven,
        "milp",
        shortfalls=_shortfalls(problem, chosen),
        unpaid=hindrances(problem, chosen),
        fewest=proven and len(shape.arc_place) <= programme.MOST_FOR_EQUALS,
    )


def _priced_again(problem: Problem, shape: Shape, found: Solution) -> Solution:
    """With the price of each full cap, found by solving once more with one unit more under it."""
    room = Room(problem, found.chosen.tolist())
    full = [
        number
        for number, under in enumerate(shape.under)
        if any(not room.has_room(number, place) for place in under)
    ]
    if not found.proven or len(full) > MOST_SOLVED_AGAIN or len(shape.arc_place) > MOST_ARCS_AGAIN:
        return found
    prices = {}
    for number in full:
        wider = [*problem.caps]
        wider[number] = _wider(shape, number)
        more = _by_programme(shape_of(replace(problem, caps=wider, standing={})))
        prices[number] = more.total_cents - found.total_cents
    return replace(
        found, priced=True, cap_prices={cap: cents for cap, cents in prices.items() if cents}
    )


def _wider(shape: Shape, number: int) -> Cap:
    """The cap with one unit more; of money, the dearest that it pays for."""
    cap = shape.problem.caps[number]
    return replace(
        cap,
        left_units=cap.left_units + 1,
        left_cents=None
        if cap.left_cents is None
        else cap.left_cents + max(shape.rates_of(number), default=0),
        standing_here=cap.standing_here - 1,
    )


def greedy(problem: Problem) -> Solution:
    """As people do it by hand: the oldest first, each into the first grant that still has room, in
    the order of the grants' priority, then of what they bring. Locked subjects come before, and
    those who stand somewhere stay there."""
    chosen, _ = _locked(problem)
    room = Room(problem, chosen.tolist())
    order = [
        (problem.offers[place.offer].priority, -rate_at(problem, number), place.offer, number)
        for number, place in enumerate(problem.places)
    ]
    places = places_of(problem)
    by_age = [(one.day, one.key) for one in problem.subjects]
    for subject in sorted(problem.standing, key=by_age.__getitem__):
        place = problem.standing[subject]
        if subject not in problem.locks and room.is_open(place):
            chosen[subject] = place
            room.take(place)
    for subject in sorted(range(len(places)), key=by_age.__getitem__):
        if subject in problem.locks or chosen[subject] != NOBODY:
            continue
        for place in sorted(places[subject].tolist(), key=order.__getitem__):
            if room.is_open(place):
                chosen[subject] = place
                room.take(place)
                break
    return Solution(
        chosen,
        _cents(problem, chosen),
        None,
        proven=False,
        method="greedy",
        shortfalls=_shortfalls(problem, chosen),
        unpaid=hindrances(problem, chosen),
    )


def _cents(problem: Problem, chosen: Ints) -> int:
    counted = Counter(chosen[chosen != NOBODY].tolist())
    return sum(rate_at(problem, place) * units for place, units in counted.items())


def _shortfalls(problem: Problem, chosen: Ints) -> dict[int, int]:
    counted = Room(problem, chosen.tolist()).counted
    lacks = {
        number: offer.least_units - counted[number] for number, offer in enumerate(problem.offers)
    }
    return {number: units for number, units in lacks.items() if units > 0}
