"""Rates that are never bare numbers: their interval, their unknowns, their bounds. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054
"""The 97.5 % point of the normal distribution: an interval of 95 %."""
FEW = 30
"""Below this denominator the interval is shown and nothing is ranked: the house's own choice."""


def wilson(numerator: int, denominator: int) -> tuple[float, float]:
    """The 95 % interval of a rate (Wilson 1927, doi 10.1080/01621459.1927.10502953).

    The denominator must be above 0.
    """
    share = numerator / denominator
    weight = Z * Z / denominator
    centre = share + weight / 2
    spread = Z * sqrt((share * (1 - share) + weight / 4) / denominator)
    low = 0.0 if numerator == 0 else (centre - spread) / (1 + weight)
    high = 1.0 if numerator == denominator else (centre + spread) / (1 + weight)
    return low, high


@dataclass(frozen=True)
class Rate:
    """A share of `denominator`; `unknown` of them count as a no until somebody knows better.

    Every share is None when the denominator is 0: nobody can say, which is not the same as 0 %.
    """

    numerator: int
    denominator: int
    unknown: int = 0

    @property
    def rate(self) -> float | None:
        return self._share(self.numerator)

    @property
    def low(self) -> float | None:
        return wilson(self.numerator, self.denominator)[0] if self.denominator else None

    @property
    def high(self) -> float | None:
        return wilson(self.numerator, self.denominator)[1] if self.denominator else None

    @property
    def bound_low(self) -> float | None:
        """What the rate is if all the unknown failed."""
        return self._share(self.numerator)

    @property
    def bound_high(self) -> float | None:
        """What the rate is if all the unknown succeeded."""
        return self._share(self.numerator + self.unknown)

    @property
    def known(self) -> "Rate":
        """The same among those whose situation is known."""
        return Rate(self.numerator, self.denominator - self.unknown)

    @property
    def is_small(self) -> bool:
        """Too few to rank or to compare."""
        return self.denominator < FEW

    def _share(self, count: int) -> float | None:
        return count / self.denominator if self.denominator else None


@dataclass(frozen=True)
class Spread:
    """Half of the `count` values are at most `median`, the middle half between the quartiles."""

    count: int
    lower: float | None
    median: float | None
    upper: float | None


def spread(counted: Mapping[int, int]) -> Spread:
    """Median and quartiles of values given as {value: how often}; None when there are none.

    Between two values the quantile is interpolated (Hyndman and Fan 1996, definition 7,
    doi 10.1080/00031305.1996.10473566).
    """
    values = sorted(counted.items())
    count = sum(often for _, often in values)
    if not count:
        return Spread(0, None, None, None)
    lower, median, upper = (_quantile(values, (count - 1) * part) for part in (0.25, 0.5, 0.75))
    return Spread(count, lower, median, upper)


def _quantile(values: list[tuple[int, int]], place: float) -> float:
    """What stands at that place, from 0, of the values written out one by one."""
    below, rest = int(place), place - int(place)
    first, second = _at(values, below), _at(values, below + 1) if rest else 0
    return first + (second - first) * rest if rest else float(first)


def _at(values: list[tuple[int, int]], place: int) -> int:
    for value, often in values:
        if place < often:
            return value
        place -= often
    raise IndexError(place)
