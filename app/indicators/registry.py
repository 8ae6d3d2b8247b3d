"""How a figure is written down: what it counts, over what, within which time, told by whom."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.indicators.facts import Facts

PEOPLE_FILES = _("The files of mentees and mentors kept by the antennas")
DUO_FILES = _("The agreements and closings noted by the antennas")
SPELLS = _(
    "What the mentee declared, or a document or register that was seen, as the coordinator noted it"
)


@dataclass(frozen=True)
class Benchmark:
    """Published by others, of an unknown population and window: only ever shown beside."""

    value: float
    source: LazyString | str
    words: LazyString | str


USUAL_SERVICES = Benchmark(
    0.28,
    _("L'Echo, 5 August 2023"),
    _("in work with the usual services only"),
)
"""brief.md: always shown with its source and date; the distance to it is a difference."""


@dataclass(frozen=True)
class Indicator:
    """One figure; `numerator`, `denominator` and `window` are empty where they mean nothing."""

    code: str
    name: LazyString | str
    definition: LazyString | str
    source: LazyString | str
    compute: Callable[[Facts], Any]
    numerator: LazyString | str = ""
    denominator: LazyString | str = ""
    window: LazyString | str = ""
    unknown: LazyString | str = ""
    benchmark: Benchmark | None = None


def figure(
    name: LazyString | str, definition: LazyString | str, source: LazyString | str, **parts: Any
) -> Callable[..., Indicator]:
    """Make an `Indicator` of a function of the facts; its name is the code of the figure."""

    def made(compute: Callable[[Facts], Any]) -> Indicator:
        return Indicator(compute.__name__, name, definition, source, compute, **parts)

    return made
