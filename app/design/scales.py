"""Where things stand in a chart: ticks and places, as shares of its width.

Places are percentages and not units of a viewBox, so that letters keep their size on a telephone.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil, floor, log10
from typing import Any

from app.core.i18n import number, percent

STEPS = (1, 2, 2.5, 4, 5, 10)


def top_of(values: Iterable[float | None]) -> float:
    """The end of an axis that starts at 0: the first round number that no value exceeds."""
    highest = max((value for value in values if value is not None), default=0)
    if highest <= 0:
        return 1.0
    size = 10 ** floor(log10(highest))
    return next(float(step * size) for step in STEPS if step * size >= highest - 1e-12)


def ticks_of(top: float) -> list[float]:
    """Four to six round values from 0 up to the end of the axis."""
    size = 10 ** floor(log10(top / 4))
    step = next(s * size for s in STEPS if ceil(round(top / (s * size), 9)) <= 5)
    return [round(step * n, 9) for n in range(round(top / step + 1e-9) + 1) if step * n <= top]


def place(value: float, top: float) -> str:
    """How far along the axis, as `52.3%`; never outside it."""
    return f"{max(0.0, min(1.0, value / top)) * 100:.2f}%"


def share(value: float, top: float) -> float:
    """The same as a number between 0 and 100."""
    return round(max(0.0, min(1.0, value / top if top else 0.0)) * 100, 2)


def figure_text(value: float | None, kind: str) -> str:
    """A value as people read it: `kind` is `percent` (of 1) or `number`; a dash when unknown."""
    if value is None:
        return "–"
    if kind == "percent":
        return percent(value)
    return number(value, digits=0 if value == int(value) else 1)


def interval_text(low: float, high: float, kind: str) -> str:
    """`49–55`, in whole percent points without the sign, or in numbers."""
    factor = 100 if kind == "percent" else 1
    return f"{number(round(low * factor))}–{number(round(high * factor))}"


def steps_between(values: Sequence[float | None]) -> list[tuple[int, float, float]]:
    """The lines of a line chart: (position, from, to); a missing value leaves a gap."""
    pairs = enumerate(pairwise(values))
    return [(n, a, b) for n, (a, b) in pairs if a is not None and b is not None]


def numbered(things: Iterable[Any]) -> list[tuple[int, Any]]:
    """Each with its position from 0: two equal values are two points."""
    return list(enumerate(things))
