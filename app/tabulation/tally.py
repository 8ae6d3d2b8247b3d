"""Counting people into the cells of the closed list, and writing the cells down. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from app.tabulation.dimensions import VALUES, Dimension
from app.tabulation.tables import Population, Template, Window
from app.tabulation.templates import TEMPLATES

At = tuple[tuple[str, str], ...]
"""Where a cell stands, such as (("education", "none"), ("origin", "eu"))."""
Variable = tuple[Population, At]
"""One number that may be published, in however many tables it stands."""
Cell = dict[str, Any]


def _dimensions_of(population: Population) -> tuple[tuple[Dimension, ...], ...]:
    found = {t.dimensions for t in TEMPLATES if population in t.counts.values()}
    return tuple(sorted(found))


DIMENSIONS = {population: _dimensions_of(population) for population in Population}
"""By what each population is broken down, over all tables."""


@dataclass(frozen=True)
class Counted:
    """What was counted for one quarter, before any protection.

    `antennas` are the codes of those that could have had anybody in the window; `values` is what
    cells hold beside counts, by template and place.
    """

    counts: Mapping[Variable, int]
    antennas: Mapping[Window, Sequence[str]]
    values: Mapping[tuple[str, At], Mapping[str, Any]] = field(default_factory=dict)


def tally(
    counts: Counter[Variable],
    population: Population,
    place: Mapping[Dimension, str],
    often: int = 1,
) -> None:
    """Count somebody (or `often` of them) in every table of the population.

    A table by something that `place` does not name is left out.
    """
    for dimensions in DIMENSIONS[population]:
        if all(dimension in place for dimension in dimensions):
            at = tuple((str(dimension), place[dimension]) for dimension in dimensions)
            counts[(population, at)] += often


def places(template: Template, antennas: Sequence[str]) -> Iterator[At]:
    """Every cell of a table, also where nobody is counted: an absent cell would tell that."""
    lists = [
        antennas if dimension == Dimension.ANTENNA else list(VALUES[dimension])
        for dimension in template.dimensions
    ]
    for values in product(*lists):
        yield tuple(zip(map(str, template.dimensions), values, strict=True))


def cells_before(template: Template, counted: Counted) -> list[Cell]:
    """The table as it is in the country, exact."""
    found = []
    for at in places(template, counted.antennas[template.window]):
        counts = {name: counted.counts.get((who, at), 0) for name, who in template.counts.items()}
        if template.code in NEEDS_VALUES and (template.code, at) not in counted.values:
            continue
        cell = {"at": dict(at), "counts": counts, "share": None, "values": {}}
        if template.has_share and counts["denominator"]:
            cell["share"] = percentage(counts["numerator"], counts["denominator"])
        if template.values:
            cell["values"] = dict(counted.values.get((template.code, at), {}))
        found.append(cell)
    return found


NEEDS_VALUES = frozenset({"target_population"})
"""Without its day and source an estimate is none: such a cell is left out."""


def percentage(numerator: int, denominator: int) -> int:
    """A share as a whole number, halves upward."""
    return (200 * numerator + denominator) // (2 * denominator)


def place_of(cell: Cell, template: Template) -> At:
    """Where a cell that was kept as JSON stands."""
    return tuple((str(dimension), cell["at"][dimension]) for dimension in template.dimensions)
