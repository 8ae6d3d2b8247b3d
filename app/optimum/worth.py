"""What one unit is worth, so that the worths of two units can be told apart exactly.

An objective is a list of sums of which the first counts most (`Objective`). One unit adds a row of
whole numbers to these sums; rows are compared from the left. Because in the network every unit of
an offer is worth the same, only the order of the rows matters: they are numbered by it (rank), and
no sum ever grows beyond what a computer counts exactly.
"""

from dataclasses import dataclass

import numpy as np

from app.optimum.problem import Ints, Objective, Offer, Problem

PRIORITIES = 9
WIDTH = {Objective.MONEY: 4, Objective.COUNT: 3, Objective.PRIORITY: PRIORITIES + 2}
"""Sums of each objective, the promises kept among them."""


@dataclass(frozen=True)
class Worth:
    """`promised` and `plain` are the ranks by offer of a unit that fulfils a promise, and of any
    other; rank 0 is nobody. `rows` has what one unit adds to each sum, by rank; `cents` is the last
    of them, in which money is counted."""

    promised: Ints
    plain: Ints
    rows: Ints
    cents: Ints


def worth_of(problem: Problem, rates: Ints) -> Worth:
    """`rates`: cents of one unit by offer."""
    sums = {
        (kept, offer): (kept, *_row(problem.objective, one, int(rates[offer])))
        for offer, one in enumerate(problem.offers)
        for kept in (0, 1)
    }
    ordered = sorted(set(sums.values()))
    rank = {row: number for number, row in enumerate(ordered, start=1)}
    rows = np.array([(0,) * WIDTH[problem.objective], *ordered], dtype=np.int64)
    return Worth(
        np.array([rank[sums[1, offer]] for offer in range(len(problem.offers))], dtype=np.int64),
        np.array([rank[sums[0, offer]] for offer in range(len(problem.offers))], dtype=np.int64),
        rows,
        rows[:, 1] if problem.objective == Objective.MONEY else rows[:, -1],
    )


def _row(objective: Objective, offer: Offer, cents: int) -> tuple[int, ...]:
    if objective == Objective.MONEY:
        return cents, 1, -offer.priority
    if objective == Objective.COUNT:
        return 1, cents
    return (*(int(offer.priority == one) for one in range(1, PRIORITIES + 1)), cents)
