"""Totals of a country: sums of what was published, never of what is behind it.

So a total minus the other cells tells nothing new (statistics.md, rule 4).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.publication.protect import share
from app.publication.tables import Template


@dataclass(frozen=True)
class Total:
    """The sum of the published counts by name; `hidden` says how many cells of each are not in it,
    so that the true number is higher. `share` is of the sums."""

    counts: Mapping[str, int]
    hidden: Mapping[str, int]
    share: int | None = None


def total(template: Template, cells: Iterable[Mapping[str, Any]]) -> Total:
    """Of the published cells of a table, or of several countries' tables of that template.

    A share over cells of which one part is hidden would mix different people: only cells whose
    numerator and denominator are both published make the share.
    """
    kept = [cell["counts"] for cell in cells]
    counts = {name: sum(_number(one[name]) for one in kept) for name in template.counts}
    hidden = {
        name: sum(one[name] is None or isinstance(one[name], str) for one in kept)
        for name in template.counts
    }
    if not template.has_share:
        return Total(counts, hidden)
    numerator, denominator = whole(kept)
    return Total(counts, hidden, share({"numerator": numerator, "denominator": denominator}))


def whole(counts: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """Numerator and denominator over the cells in which both are published."""
    both = [
        (one["numerator"], one["denominator"])
        for one in counts
        if isinstance(one["numerator"], int) and isinstance(one["denominator"], int)
    ]
    return sum(pair[0] for pair in both), sum(pair[1] for pair in both)


def _number(count: Any) -> int:
    return count if isinstance(count, int) else 0
