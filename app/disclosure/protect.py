"""What is done to numbers before they leave the country. Pure: numbers in, numbers out.

Source: statistics.md, "What leaves a country". The practice behind it: Eurostat's asylum statistics
and Statistics Netherlands' youth care round to 5; NHS Digital suppresses 1 to 7 and rounds the rest
to 5; the ONS Longitudinal Study uses a threshold of 10. The denominator of 30 and the width of 5
are the house's own choice.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from app.tabulation.tables import Template
from app.tabulation.tally import Cell, Variable, percentage, place_of

METHOD = "1"
"""The version of the method; raised whenever what is below gives other numbers."""
HIDDEN = "<10"
"""A count of fewer than ten persons, zero too: which of the ten it is must not be told."""
Shown = int | str | None
"""A published count: a number, `HIDDEN`, or None where it is withheld to protect another."""


@dataclass(frozen=True)
class Thresholds:
    """`smallest`: below it a count is hidden (ONS-LS). `base`: the others are rounded to its
    nearest multiple (Eurostat, Statistics Netherlands). `denominator`: below it no percentage, and
    `width`: a hidden count may never be narrowed to fewer values (both the house's own choice)."""

    smallest: int = 10
    base: int = 5
    denominator: int = 30
    width: int = 5

    @property
    def as_kept(self) -> dict[str, int]:
        return asdict(self)


THRESHOLDS = Thresholds()


def shown(count: int) -> Shown:
    """A protected count as it may leave, before anything is withheld for another's sake."""
    if count < THRESHOLDS.smallest:
        return HIDDEN
    return rounded(count)


def rounded(count: int) -> int:
    """To the nearest multiple of the base."""
    base = THRESHOLDS.base
    return (count + base // 2) // base * base


def interval(value: Shown, truth: int) -> tuple[int, int | None]:
    """The numbers that a published count may stand for, as everybody who knows the method knows.

    Where nothing is told, whoever takes the true count to be large is right or knows nothing.
    """
    if value is None:
        return (THRESHOLDS.smallest if truth >= THRESHOLDS.smallest else 0), None
    if isinstance(value, str):
        return 0, THRESHOLDS.smallest - 1
    slack = THRESHOLDS.base // 2
    return max(THRESHOLDS.smallest, value - slack), value + slack


def cells_after(
    template: Template, before: list[Cell], withheld: Collection[Variable]
) -> list[Cell]:
    """The table as it would leave."""
    if template.is_open:
        return [dict(cell) for cell in before]
    return [_protected(template, cell, withheld) for cell in before]


def _protected(template: Template, cell: Cell, withheld: Collection[Variable]) -> Cell:
    at = place_of(cell, template)
    counts = {
        name: None if (who, at) in withheld else shown(cell["counts"][name])
        for name, who in template.counts.items()
    }
    told = all(isinstance(count, int) for count in counts.values())
    return {
        "at": cell["at"],
        "counts": counts,
        "share": share(counts) if template.has_share else None,
        "values": cell["values"] if told else dict.fromkeys(template.values),
    }


def share(counts: Mapping[str, Any]) -> int | None:
    """From the rounded parts; none over a small denominator, and neither 0 % nor 100 %."""
    numerator, denominator = counts["numerator"], counts["denominator"]
    if not isinstance(numerator, int) or not isinstance(denominator, int):
        return None
    if denominator < THRESHOLDS.denominator:
        return None
    found = percentage(numerator, denominator)
    return found if 0 < found < 100 else None
