"""What the periods around one tell of its cells: years that overlap share three quarters. Pure.

Whoever is counted in a year is counted in one of two years around it that leave no gap between
them. So two small years with a large one between them would give the small ones away.
"""

from collections.abc import Iterator, Mapping, Sequence

from app.core.quarters import OF_YEAR
from app.disclosure.linking import Snapshot
from app.disclosure.protect import THRESHOLDS
from app.tabulation.tables import Window
from app.tabulation.tally import Variable
from app.tabulation.templates import TEMPLATES

OF_A_YEAR = frozenset(
    who
    for template in TEMPLATES
    if template.window == Window.YEAR
    for who in template.counts.values()
)
Bounds = tuple[int, int | None]
Series = dict[int, Bounds]
"""What is known of one cell, by the index of the quarter."""


def told_around(
    new: Snapshot, around: Sequence[Snapshot]
) -> tuple[dict[Variable, Bounds], set[Variable]]:
    """The bounds of the new cells, and those of them that must be withheld: they would narrow a
    hidden count, their own or one of another period, to too few values.

    `around` are the newest tables of the other periods, at most a year away.
    """
    bounds: dict[Variable, Bounds] = {}
    withhold: set[Variable] = set()
    for variable in new.truths:
        if variable[0] not in OF_A_YEAR:
            continue
        snapshots = [new, *(one for one in around if variable in one.truths)]
        series = _narrowed(snapshots, variable)
        bounds[variable] = series[new.quarter.index]
        hidden = [one for one in snapshots if one.is_hidden(variable)]
        if any(_is_narrow(series[one.quarter.index]) for one in hidden):
            withhold.add(variable)
    return bounds, withhold


def _narrowed(snapshots: Sequence[Snapshot], variable: Variable) -> Series:
    """Over and over, until nothing more follows."""
    series = {one.quarter.index: one.interval(variable) for one in snapshots}
    truths = {one.quarter.index: one.truths[variable] for one in snapshots}
    triples = list(_triples(truths))
    for _round in series:
        before = dict(series)
        for first, middle, last in triples:
            _follow(series, first, middle, last)
        if series == before:
            break
    return series


def _triples(truths: Mapping[int, int]) -> Iterator[tuple[int, int, int]]:
    """Three years of which the outer two cover the middle one, where the truth keeps to it."""
    known = sorted(truths)
    for first in known:
        for last in known:
            for middle in known:
                inside = first < middle < last <= first + OF_YEAR
                if inside and truths[middle] <= truths[first] + truths[last]:
                    yield first, middle, last


def _follow(series: Series, first: int, middle: int, last: int) -> None:
    """The middle one is at most the sum of the others."""
    outer = [series[first][1], series[last][1]]
    tops = [top for top in outer if top is not None]
    if len(tops) == len(outer):
        series[middle] = _cut(series[middle], 0, sum(tops))
    for one, other in ((first, last), (last, first)):
        top = series[other][1]
        if top is not None:
            series[one] = _cut(series[one], series[middle][0] - top, None)


def _cut(bounds: Bounds, low: int, high: int | None) -> Bounds:
    tops = [top for top in (bounds[1], high) if top is not None]
    return max(bounds[0], low), min(tops, default=None)


def _is_narrow(bounds: Bounds) -> bool:
    low, high = bounds
    return high is not None and high - low + 1 < THRESHOLDS.width
