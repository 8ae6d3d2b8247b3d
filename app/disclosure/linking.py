"""What somebody knows who holds every published table: a system of sums. Pure.

A published number stands for an interval; tables of the same people have the same sum; some are
part of others; a version that changed nothing tells of the same people as the one before, and who
is followed now ended a year ago. `checking` asks how far each hidden count can be narrowed;
`overlaps` tells beforehand what the periods around this one say of each cell.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.core.quarters import OF_YEAR, Quarter
from app.disclosure.protect import Shown, interval
from app.tabulation.tables import PARTS, SUMS, Population
from app.tabulation.tally import DIMENSIONS, At, Variable

ALL: At = (("", "all"),)
"""The place of the sum over all cells, which no table shows."""
Node = tuple[str, int, At, int]
"""Who, in the quarter with this index, at which place, and how many there are in truth: as long as
the truth is the same, all tables that tell of it tell of one number."""
Row = tuple[tuple[tuple[int, int], ...], bool]
"""Factors by place in the system, and whether they sum up to 0 exactly; otherwise to 0 or less."""
PARTED = {who: [by for by in DIMENSIONS[who] if by and by != ("sector",)] for who in Population}
"""By what a population is broken down so that everybody is in one cell."""


@dataclass(frozen=True)
class Snapshot:
    """The tables of a quarter as they stood at a release: `truths` stayed in the country, `shown`
    left it. `exact` are the variables of open tables. `year_duos` is the sum of the open counts of
    duos started over the year, which bounds the mentees who started."""

    quarter: Quarter
    truths: Mapping[Variable, int]
    shown: Mapping[Variable, Shown]
    exact: frozenset[Variable] = frozenset()
    year_duos: int | None = None

    def interval(self, variable: Variable) -> tuple[int, int | None]:
        """What everybody knows of it."""
        truth = self.truths[variable]
        return (truth, truth) if variable in self.exact else interval(self.shown[variable], truth)

    def is_hidden(self, variable: Variable) -> bool:
        return variable not in self.exact and not isinstance(self.shown[variable], int)

    def only(self, *populations: Population) -> "Snapshot":
        """The same without the others."""
        truths = {one: truth for one, truth in self.truths.items() if one[0] in populations}
        return replace(self, truths=truths)


@dataclass
class System:
    """Nodes with the interval that is told of each, the truth, and the sums between them.

    `hidden` are the nodes that must not be narrowed; `variables` those of the newest snapshot.
    """

    low: list[int] = field(default_factory=list)
    high: list[int | None] = field(default_factory=list)
    truth: list[int] = field(default_factory=list)
    names: list[Node] = field(default_factory=list)
    rows: set[Row] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    variables: dict[Variable, int] = field(default_factory=dict)
    places: dict[Node, int] = field(default_factory=dict)

    def node(self, name: Node) -> int:
        if name not in self.places:
            self.places[name] = len(self.names)
            self.names.append(name)
            self.low.append(0)
            self.high.append(None)
            self.truth.append(name[3])
        return self.places[name]

    def tell(self, place: int, low: int, high: int | None) -> None:
        """One more interval for the same number: both hold."""
        self.low[place] = max(self.low[place], low)
        known = self.high[place]
        if high is not None:
            self.high[place] = high if known is None else min(known, high)

    def add(self, factors: Mapping[int, int], *, exactly: bool) -> None:
        """A sum, unless the truth does not keep to it: then nobody can conclude from it."""
        total = sum(factor * self.truth[place] for place, factor in factors.items())
        if total == 0 if exactly else total <= 0:
            self.rows.add((tuple(sorted((p, f) for p, f in factors.items() if f)), exactly))


def system_of(
    snapshots: Sequence[Snapshot], bounds: Mapping[Variable, tuple[int, int | None]]
) -> System:
    """Of all that was released and is linked; the last is what would be released now.

    `bounds` is what the periods around it tell of its cells.
    """
    system = System()
    for snapshot in snapshots:
        nodes = _nodes(system, snapshot)
        system.variables = dict(nodes)
        _add_sums(system, snapshot, nodes)
        _add_parts(system, nodes)
    for variable, (low, high) in bounds.items():
        if variable in system.variables:
            system.tell(system.variables[variable], low, high)
    return system


def name_of(who: Population, quarter: Quarter, at: At, truth: int) -> Node:
    """Who is followed now are those whose duo ended a year ago: one number, twice told."""
    if who == Population.MENTEES_FOLLOWED:
        return Population.MENTEES_ENDED, quarter.before(OF_YEAR).index, at, truth
    return who, quarter.index, at, truth


def _nodes(system: System, snapshot: Snapshot) -> dict[Variable, int]:
    nodes: dict[Variable, int] = {}
    for variable, truth in snapshot.truths.items():
        who, at = variable
        place = nodes[variable] = system.node(name_of(who, snapshot.quarter, at, truth))
        system.tell(place, *snapshot.interval(variable))
        if snapshot.is_hidden(variable):
            system.hidden.add(place)
    return nodes


def _add_sums(system: System, snapshot: Snapshot, nodes: dict[Variable, int]) -> None:
    """The cells of each table sum up to all, or to the cell of the table with one thing less."""
    for who, cells in _by_population(nodes).items():
        parted = [by for by in PARTED[who] if by in cells]
        total = _total(system, snapshot, who, cells)
        if total is None:
            continue
        nodes[(who, ALL)] = total
        for by in parted:
            margin = next((other for other in parted if len(by) > 1 and other == by[:1]), None)
            _add_sum(system, cells[by], cells[margin] if margin else {(): total})
        for place in cells.get(("sector",), {}).values():
            system.add({place: 1, total: -1}, exactly=False)
        if who == Population.MENTEES_STARTED and snapshot.year_duos is not None:
            duos = system.node(("year_duos", snapshot.quarter.index, ALL, snapshot.year_duos))
            system.tell(duos, snapshot.year_duos, snapshot.year_duos)
            same = system.truth[total] == snapshot.year_duos
            system.add({total: 1, duos: -1}, exactly=same)


def _by_population(
    nodes: Mapping[Variable, int],
) -> dict[Population, dict[tuple[str, ...], dict[At, int]]]:
    found: dict[Population, dict[tuple[str, ...], dict[At, int]]] = {}
    for (who, at), place in nodes.items():
        by = tuple(dimension for dimension, _ in at)
        found.setdefault(who, {}).setdefault(by, {})[at] = place
    return found


def _total(
    system: System,
    snapshot: Snapshot,
    who: Population,
    cells: Mapping[tuple[str, ...], Mapping[At, int]],
) -> int | None:
    """The node of all of them; None where no table adds up to that."""
    if () in cells:
        return cells[()][()]
    parted = [by for by in PARTED[who] if by in cells]
    if not parted:
        return None
    truth = sum(system.truth[place] for place in cells[parted[0]].values())
    return system.node(name_of(who, snapshot.quarter, ALL, truth))


def _add_sum(system: System, cells: Mapping[At, int], margin: Mapping[At, int]) -> None:
    for at, whole in margin.items():
        factors = {place: 1 for cell, place in cells.items() if cell[: len(at)] == at}
        system.add(factors | {whole: -1}, exactly=True)


def _add_parts(system: System, nodes: Mapping[Variable, int]) -> None:
    """In every cell: some are part of the others, or exclude each other among them."""
    for parts, whole in (*(((one,), whole) for one, whole in PARTS), *SUMS):
        for (who, at), place in nodes.items():
            some = [nodes.get((part, at)) for part in parts]
            if who == whole and None not in some:
                factors = {part: 1 for part in some if part is not None} | {place: -1}
                if len(factors) == len(parts) + 1:
                    system.add(factors, exactly=False)
