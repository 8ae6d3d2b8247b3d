"""What published cells add up to. Pure; the format of a cell stands in `publication.models`.

A total is the sum of what was published and nothing else (statistics.md, "What leaves a country",
rule 4): hidden cells are counted as hidden and never filled in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.disclosure.protect import HIDDEN, THRESHOLDS
from app.indicators.statistics import Rate

Cells = Sequence[Mapping[str, Any]]
MOST_HIDDEN = THRESHOLDS.smallest - 1
"""A count shown as "<10" is of nine persons at most; a withheld one (None) is of ten or more."""


@dataclass(frozen=True)
class Amount:
    """The sum of the counts that were published; `hidden` of the cells show none, of which `small`
    because they are below ten."""

    value: int
    published: int
    hidden: int = 0
    small: int = 0

    @property
    def is_small(self) -> bool:
        """Nothing but one cell, and that is of fewer than ten."""
        return not self.published and self.hidden == self.small == 1


@dataclass(frozen=True)
class Share:
    """The rate over the cells that show both parts; `low` and `high` are what it would be over all
    cells had the hidden counts been at their extremes (None when nobody can say).

    `unknown_hidden`: the number of unknown is at least what `rate.unknown` says.
    """

    rate: Rate
    hidden: int
    low: float | None = None
    high: float | None = None
    unknown_hidden: bool = False


def amount(cells: Cells, name: str = "count") -> Amount:
    counts = [cell["counts"].get(name) for cell in cells]
    whole = [count for count in counts if isinstance(count, int)]
    return Amount(sum(whole), len(whole), len(counts) - len(whole), counts.count(HIDDEN))


def share(cells: Cells) -> Share:
    """Of tables with a numerator and a denominator."""
    shown = [cell["counts"] for cell in cells if is_shown(cell)]
    unknown = [counts.get("unknown") for counts in shown if "unknown" in counts]
    rate = Rate(
        sum(counts["numerator"] for counts in shown),
        sum(counts["denominator"] for counts in shown),
        sum(count for count in unknown if isinstance(count, int)),
    )
    left_out = [cell["counts"] for cell in cells if is_hidden(cell)]
    low, high = _extremes(rate, left_out)
    return Share(rate, len(left_out), low, high, any(not isinstance(u, int) for u in unknown))


def is_shown(cell: Mapping[str, Any]) -> bool:
    """Both parts are numbers, and there is somebody."""
    counts = cell["counts"]
    both = isinstance(counts.get("numerator"), int) and isinstance(counts.get("denominator"), int)
    return both and counts["denominator"] > 0


def is_hidden(cell: Mapping[str, Any]) -> bool:
    """There may be somebody, and at least one part is not shown."""
    counts = cell["counts"]
    return not all(isinstance(counts.get(name), int) for name in ("numerator", "denominator"))


def _extremes(
    rate: Rate, left_out: Sequence[Mapping[str, Any]]
) -> tuple[float | None, float | None]:
    """The rate had as few, or as many as can be, succeeded in the hidden cells.

    None without hidden cells, and where a withheld size leaves it open. A cell of hidden size has
    nine people at most, which is where both extremes lie.
    """
    if not left_out or any(counts["denominator"] is None for counts in left_out):
        return None, None
    least = most = rate.numerator
    whole = rate.denominator
    for counts in left_out:
        size = _most(counts["denominator"], MOST_HIDDEN)
        least += _least(counts["numerator"])
        most += _most(counts["numerator"], size)
        whole += size
    return least / whole, min(1.0, most / whole)


def _least(count: int | str | None) -> int:
    if isinstance(count, int):
        return count
    return THRESHOLDS.smallest if count is None else 0


def _most(count: int | str | None, size: int) -> int:
    if isinstance(count, int):
        return count
    return size if count is None else min(MOST_HIDDEN, size)


def strata(cells: Cells) -> dict[str, tuple[int, int]]:
    """Numerator and denominator by group, of the cells that show both."""
    return {
        group_of(cell): (cell["counts"]["numerator"], cell["counts"]["denominator"])
        for cell in cells
        if is_shown(cell)
    }


def group_of(cell: Mapping[str, Any]) -> str:
    """The dimensions of a cell as one name: `none/north_africa`."""
    return "/".join(str(cell["at"][name]) for name in sorted(cell["at"]))
