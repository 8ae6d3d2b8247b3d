"""The same model many times at once, over inputs of which nobody is sure. Pure, seeded.

Each uncertain input is drawn once for each run from a triangle between its lowest, its most likely
and its highest value, and holds for all quarters of the run. The equations are those of `model`,
written over arrays of runs and units; a test holds the two together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.growth.model import EXTENSIVE, LIMITS, RATE_FIELDS, UNIT_FIELDS

RUNS = 1000
SEED = 2013
"""The same inputs give the same bands."""
PERCENTILES = (10, 50, 90)

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Value:
    """A number, or a triangle between `low` and `high` around the most likely one."""

    likely: float
    low: float
    high: float

    @classmethod
    def of(cls, likely: float, low: float | None = None, high: float | None = None) -> "Value":
        return cls(likely, likely if low is None else low, likely if high is None else high)

    @property
    def is_sure(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True)
class Plan:
    """Inputs with their uncertainty; `rates["caseload"]` is None without a limit.

    `leaves` are the units that are counted: the place of their country in `units`, and their share
    of each quantity.
    """

    rates: Mapping[str, Value | None]
    units: Sequence[Mapping[str, Value]]
    leaves: Sequence[tuple[int, Mapping[str, float]]]


@dataclass(frozen=True)
class Bands:
    """`pace` is duos a year by percentile and quarter; `binding` the share of the duos that each
    limit holds back, by limit and quarter; `reached` the first quarter of each run that has the
    goal, or the number of quarters when none has."""

    pace: Numbers
    binding: Numbers
    reached: NDArray[np.int64]
    quarters: int

    @property
    def share_reached(self) -> float:
        return float((self.reached < self.quarters).mean())

    def reached_at(self, percentile: int) -> int | None:
        """The quarter by which so many percent of the runs have the goal; None is later."""
        found = int(np.ceil(np.percentile(self.reached, percentile)))
        return found if found < self.quarters else None


def simulate_many(plan: Plan, quarters: int, goal: float, runs: int = RUNS) -> Bands:
    drawn, units = _drawn(plan, runs, np.random.default_rng(SEED))
    pace, binding = np.empty((quarters, runs)), np.empty((len(LIMITS), quarters))
    trained, waiting = units.mentors, np.zeros_like(units.mentors)
    stay = drawn.again ** (drawn.duos_per_mentor / 4)
    for t in range(quarters):
        limits = _limits(drawn, units, (trained, waiting), t)
        first = limits.argmin(axis=0)
        duos = limits.min(axis=0)
        pace[t] = duos.sum(axis=1) * 4
        held = [np.where(first == number, duos, 0.0).sum() for number in range(len(LIMITS))]
        binding[:, t] = np.array(held) / max(duos.sum(), 1e-12)
        seats = units.rounds * units.places * (1 + drawn.round_growth) ** (t / 4)
        asking = waiting * stay + units.candidates * (1 + drawn.candidate_growth) ** (t / 4)
        newly = np.minimum(seats, asking)
        trained, waiting = trained * stay + newly, asking - newly
    reached = np.where((pace >= goal).any(axis=0), (pace >= goal).argmax(axis=0), quarters)
    return Bands(np.percentile(pace, PERCENTILES, axis=1), binding, reached, quarters)


def _limits(drawn: Any, units: Any, pool: tuple[Numbers, Numbers], t: int) -> Numbers:
    """By limit, run and unit."""
    trained, waiting = pool
    posts = units.posts * (1 + drawn.post_growth) ** (t / 4)
    hours = drawn.follow_up_hours + drawn.intake_hours
    handled = posts * drawn.hours_per_post / 4 / hours
    if drawn.caseload is not None:
        handled = np.minimum(handled, posts * drawn.caseload * 3 / drawn.duo_months)
    return np.stack(
        [
            (trained + waiting) * drawn.duos_per_mentor / 4,
            trained * drawn.duos_per_mentor / 4,
            handled,
            units.money * (1 + drawn.money_growth) ** (t / 4) / 4 / units.cost,
            units.population * drawn.reach / 4,
        ]
    )


def _drawn(plan: Plan, runs: int, rng: np.random.Generator) -> tuple[Any, Any]:
    """Rates as columns of runs, and units as runs by leaves."""
    rates = {name: _draw(plan.rates[name], runs, rng) for name in RATE_FIELDS}
    units = {}
    for name in UNIT_FIELDS:
        columns = np.hstack([_draw(unit[name], runs, rng) for unit in plan.units])
        spread = columns[:, [place for place, _ in plan.leaves]]
        shares = [part[name] if name in EXTENSIVE else 1.0 for _, part in plan.leaves]
        units[name] = spread * np.array(shares)
    return SimpleNamespace(**rates), SimpleNamespace(**units)


def _draw(value: Value | None, runs: int, rng: np.random.Generator) -> Any:
    if value is None:
        return None
    if value.is_sure:
        return np.full((runs, 1), value.likely)
    return rng.triangular(value.low, value.likely, value.high, (runs, 1))
