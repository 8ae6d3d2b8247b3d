"""Whether a difference is real: intervals of differences, case mix, funnel limits. Pure.

Every number comes from what countries published, so it carries their rounding with it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, hypot, lgamma, log, sqrt

from app.indicators.statistics import Rate, Z, wilson

Strata = Mapping[str, tuple[int, int]]
"""Numerator and denominator of each group of people, of one country."""
FAR = 9
"""Standard deviations beyond which a binomial probability adds nothing to a sum."""


@dataclass(frozen=True)
class Difference:
    """Of two shares, from -1 to 1, with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def may_be_chance(self) -> bool:
        return self.low <= 0 <= self.high


def difference(first: Rate, second: Rate) -> Difference:
    """First minus second, with Newcombe's interval (1998, method 10,
    doi 10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I).

    Both denominators must be above 0.
    """
    one, other = first.numerator / first.denominator, second.numerator / second.denominator
    low_one, high_one = wilson(first.numerator, first.denominator)
    low_other, high_other = wilson(second.numerator, second.denominator)
    value = one - other
    return Difference(
        value,
        value - hypot(one - low_one, high_other - other),
        value + hypot(high_one - one, other - low_other),
    )


def difference_from(rate: Rate, benchmark: float) -> Difference:
    """From a share of which only the value is known: the interval is the rate's own (Wilson)."""
    low, high = wilson(rate.numerator, rate.denominator)
    return Difference(
        rate.numerator / rate.denominator - benchmark, low - benchmark, high - benchmark
    )


@dataclass(frozen=True)
class Standardised:
    """The rate a country would have with the common mix; `spread` is its standard error.

    `observed` and `expected` are there when it was made indirectly. `people` were in the strata
    that could be used.
    """

    rate: float
    spread: float
    people: int
    observed: int | None = None
    expected: float | None = None

    @property
    def is_direct(self) -> bool:
        return self.expected is None

    @property
    def low(self) -> float:
        return max(0.0, self.rate - Z * self.spread)

    @property
    def high(self) -> float:
        return min(1.0, self.rate + Z * self.spread)


def common_population(countries: Iterable[Strata]) -> dict[str, tuple[int, int]]:
    """What all countries published, added up by stratum: numerators and denominators."""
    total: dict[str, tuple[int, int]] = {}
    for strata in countries:
        for key, (numerator, denominator) in strata.items():
            before = total.get(key, (0, 0))
            total[key] = (before[0] + numerator, before[1] + denominator)
    return total


def standardise(strata: Strata, common: Strata) -> Standardised | None:
    """Directly when every stratum of the common population has people here, else indirectly.

    None when the country has nobody in any of them.
    """
    used = {key: part for key, part in strata.items() if key in common and part[1]}
    if not used:
        return None
    peopled = {key for key, (_, denominator) in common.items() if denominator}
    if used.keys() >= peopled:
        weights = {key: denominator for key, (_, denominator) in common.items()}
        return direct(used, weights)
    return indirect(used, common)


def direct(strata: Strata, weights: Mapping[str, float]) -> Standardised:
    """The rates of the strata, weighed as the common population is made up.

    Standard error: the square root of the sum of w² p (1 - p) / n (Breslow and Day 1987,
    Statistical Methods in Cancer Research II, chapter 2).
    """
    whole = sum(weights.values())
    rate = variance = 0.0
    for key, (numerator, denominator) in strata.items():
        weight, share = weights.get(key, 0) / whole, numerator / denominator
        rate += weight * share
        variance += weight * weight * share * (1 - share) / denominator
    return Standardised(rate, sqrt(variance), _people(strata))


def indirect(strata: Strata, common: Strata) -> Standardised:
    """Observed over expected, times the common rate: what is expected is what these people would
    have had with the rates of all countries together (Breslow and Day 1987, chapter 2).
    """
    rates = {key: common[key][0] / common[key][1] for key in strata}
    observed = sum(numerator for numerator, _ in strata.values())
    expected = sum(rates[key] * denominator for key, (_, denominator) in strata.items())
    overall = sum(part[0] for part in common.values()) / _people(common)
    ratio = observed / expected if expected else 0.0
    variance = sum(n / d * (1 - n / d) * d for n, d in strata.values())
    spread = overall * sqrt(variance) / expected if expected else 0.0
    return Standardised(min(1.0, overall * ratio), spread, _people(strata), observed, expected)


def _people(strata: Strata) -> int:
    return sum(denominator for _, denominator in strata.values())


def difference_of(first: Standardised, second: Standardised) -> Difference:
    """Of two standardised rates, taken as normal and independent."""
    value = first.rate - second.rate
    reach = Z * hypot(first.spread, second.spread)
    return Difference(value, value - reach, value + reach)


@dataclass(frozen=True)
class Limits:
    """Between which a share of so many lies by chance alone, in 95 and in 99.8 of 100 cases."""

    low: float
    high: float
    far_low: float
    far_high: float


TAILS = (0.025, 0.975, 0.001, 0.999)


def funnel_limits(target: float, size: int) -> Limits:
    """Exact binomial limits around a target (Spiegelhalter 2005, doi 10.1002/sim.1970).

    Our own sum, because `scipy.stats` takes a second and 60 MB to import in every process; a test
    holds the two together. `size` must be above 0.
    """
    if target <= 0 or target >= 1:
        edge = float(target >= 1)
        return Limits(edge, edge, edge, edge)
    low, high, far_low, far_high = (place / size for place in _quantiles(target, size))
    return Limits(low, high, far_low, far_high)


def _quantiles(target: float, size: int) -> list[int]:
    """The least counts at which the binomial distribution reaches each of the tails."""
    middle, reach = size * target, FAR * sqrt(size * target * (1 - target)) + 2
    first, last = max(0, int(middle - reach)), min(size, int(middle + reach))
    found, total = [last] * len(TAILS), 0.0
    for count in range(first, last + 1):
        before, total = total, total + _probability(target, size, count)
        for place, tail in enumerate(TAILS):
            if before < tail <= total:
                found[place] = count
    return found


def _probability(target: float, size: int, count: int) -> float:
    ways = lgamma(size + 1) - lgamma(count + 1) - lgamma(size - count + 1)
    return exp(ways + count * log(target) + (size - count) * log(1 - target))


def verdict(rate: Rate, target: float) -> str:
    """`inside`, `outside` (95 %) or `far` (99.8 %) the limits for its size."""
    limits = funnel_limits(target, rate.denominator)
    share = rate.numerator / rate.denominator
    if limits.low <= share <= limits.high:
        return "inside"
    return "outside" if limits.far_low <= share <= limits.far_high else "far"
