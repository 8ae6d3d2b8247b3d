"""Whether a hidden count can be narrowed by whoever subtracts, and what is withheld against it.

Two whole solutions of the same system in which a count differs by four or more prove that it may be
five values at least; only where none is found are its exact bounds computed (mixed-integer linear
programmes, the HiGHS solver). What cannot be proved safe counts as narrowed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.disclosure.linking import Row, System
from app.disclosure.protect import THRESHOLDS

FAR = 100_000
"""An upper end for what has none: more people than any country counts in a table."""


@dataclass
class Part:
    """Nodes that hang together; nothing outside tells of them. Numbered from 0 within."""

    places: list[int]
    rows: list[Row]
    low: list[int]
    high: list[int]
    points: list[list[int]]
    matrix: Any = field(default=None, repr=False)

    def span(self, place: int) -> tuple[int, int]:
        """The least and the most that the solutions found so far show."""
        values = [point[place] for point in self.points]
        return min(values), max(values)

    def is_wide(self, place: int) -> bool:
        low, high = self.span(place)
        return high - low + 1 >= THRESHOLDS.width


def narrowed(system: System) -> dict[int, tuple[int, int]]:
    """The hidden nodes that may be narrowed to too few values, with their bounds."""
    found: dict[int, tuple[int, int]] = {}
    for part in _parts(system):
        hidden = [place for place, node in enumerate(part.places) if node in system.hidden]
        for place in _not_wide(part, hidden):
            found[part.places[place]] = part.span(place)
    return found


def is_narrow(system: System, node: int) -> bool:
    """The same of one node."""
    for part in _parts(system, only=node):
        return bool(_not_wide(part, [part.places.index(node)]))
    return False


def _not_wide(part: Part, hidden: Sequence[int]) -> list[int]:
    """As many as possible are widened at once, upwards and downwards; the rest one by one."""
    left = [place for place in hidden if not part.is_wide(place)]
    for sign in (1, -1) if len(left) > 1 else ():
        before = len(left) + 1
        while 0 < len(left) < before:
            before = len(left)
            _look(part, left, sign)
            left = [place for place in left if not part.is_wide(place)]
    return [place for place in left if not _widened(part, place)]


def _widened(part: Part, place: int) -> bool:
    for sign in (1, -1):
        if not part.is_wide(place):
            _look(part, [place], sign)
    return part.is_wide(place)


def _look(part: Part, places: Sequence[int], sign: int) -> None:
    """Add the solution in which these go furthest, but not further than many of them need; a
    solution that is not exact is thrown away."""
    import numpy  # noqa: PLC0415 - with the solver, a third of a second that only this job needs
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415

    aim = numpy.zeros(len(part.places))
    aim[list(places)] = -sign
    if part.matrix is None:
        part.matrix = _matrix(part)
    lower = [0.0 if exactly else -numpy.inf for _, exactly in part.rows]
    result = milp(
        aim,
        constraints=LinearConstraint(part.matrix, lower, [0.0] * len(part.rows)),
        integrality=numpy.ones(len(part.places)),
        bounds=Bounds(*_limits(part, places if len(places) > 1 else ())),
    )
    if result.x is not None:
        point = [round(value) for value in result.x]
        if _solves(part, point):
            part.points.append(point)


def _limits(part: Part, places: Sequence[int]) -> tuple[list[int], list[int]]:
    """Of these no more than makes them wide, so that little is left for many of them."""
    low, high = list(part.low), list(part.high)
    for place in places:
        least, most = part.span(place)
        low[place] = max(low[place], most - THRESHOLDS.width + 1)
        high[place] = min(high[place], least + THRESHOLDS.width - 1)
    return low, high


def _matrix(part: Part) -> Any:
    from scipy.sparse import csr_array  # noqa: PLC0415 - see above

    cells = [(number, *one) for number, (factors, _) in enumerate(part.rows) for one in factors]
    rows, columns, factors = zip(*cells, strict=True)
    return csr_array((factors, (rows, columns)), shape=(len(part.rows), len(part.places)))


def _solves(part: Part, point: Sequence[int]) -> bool:
    inside = all(
        low <= value <= high for low, value, high in zip(part.low, point, part.high, strict=True)
    )
    sums = ((sum(factor * point[p] for p, factor in row), exactly) for row, exactly in part.rows)
    return inside and all(total == 0 if exactly else total <= 0 for total, exactly in sums)


def _parts(system: System, only: int | None = None) -> Iterator[Part]:
    """The system in pieces that do not touch, each with the truth as its first solution."""
    roots = _roots(system)
    groups: dict[int, list[int]] = {}
    for node, root in enumerate(roots):
        groups.setdefault(root, []).append(node)
    rows: dict[int, list[Row]] = {}
    for row in sorted(system.rows):
        rows.setdefault(roots[row[0][0][0]], []).append(row)
    for root, nodes in groups.items():
        wanted = system.hidden.intersection(nodes) if only is None else only in nodes
        if wanted:
            yield _part(system, nodes, rows.get(root, []))


def _roots(system: System) -> list[int]:
    """For each node the one that stands for its piece."""
    roots = list(range(len(system.names)))

    def root(node: int) -> int:
        while roots[node] != node:
            roots[node] = node = roots[roots[node]]
        return node

    for factors, _exactly in system.rows:
        for node, _factor in factors[1:]:
            roots[root(node)] = root(factors[0][0])
    return [root(node) for node in roots]


def _part(system: System, nodes: list[int], rows: Iterable[Row]) -> Part:
    number = {node: place for place, node in enumerate(nodes)}
    highs = [system.high[node] for node in nodes]
    truth = [system.truth[node] for node in nodes]
    part = Part(
        places=nodes,
        rows=[(tuple((number[n], f) for n, f in factors), e) for factors, e in rows],
        low=[system.low[node] for node in nodes],
        high=[FAR if high is None else high for high in highs],
        points=[truth],
    )
    if not part.rows:
        part.points += [part.low, part.high]
    return part
