"""As few moved as can be once it is known how many go to every place.

With a quota for each place out of a split that is found, no limit has to be looked at again: who
goes where is a network, whatever the limits are. Nobody brings less by it.
"""

from dataclasses import replace

import numpy as np

from app.optimum import flow
from app.optimum.problem import NOBODY, Cap, Ints, Objective, Offer, Place, Problem
from app.optimum.shape import rate_at, shape_of
from app.optimum.worth import worth_of


def settled(problem: Problem, chosen: Ints) -> Ints:
    """As many in every place as in `chosen`, and as many as possible of them where they stand."""
    if not problem.standing:
        return chosen
    asked = _by_place(problem, chosen)
    shape = shape_of(asked)
    nothing = np.zeros(len(asked.offers), dtype=np.int64)
    found = flow.solve(flow.network_of(shape, nothing), worth_of(asked, nothing))
    locked = np.isin(np.arange(len(chosen)), list(problem.locks))
    return np.where(locked, chosen, shape.spread(found.by_arc))


def _by_place(problem: Problem, chosen: Ints) -> Problem:
    """Each place an offer by itself, with a quota; the rate decides who of a class goes where."""
    free = chosen.copy()
    free[list(problem.locks)] = NOBODY
    quota = np.bincount(free[free != NOBODY], minlength=len(problem.places)).tolist()
    return replace(
        problem,
        objective=Objective.COUNT,
        offers=[Offer(place, "", "", None) for place in range(len(quota))],
        caps=[Cap(f"quota:{place}", place, units) for place, units in enumerate(quota)],
        places=[Place(place, (place,), rate_at(problem, place)) for place in range(len(quota))],
    )
