"""How a figure is written down: what it counts, over what, within which time, told by whom."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.indicators.facts import Facts

Words: TypeAlias = LazyString | str

PEOPLE_FILES = _("The files of mentees and mentors kept by the antennas")
DUO_FILES = _("The agreements and closings noted by the antennas")
SPELLS = _(
    "What the mentee declared, or a document or register that was seen, as the coordinator noted it"
)


class Sensitivity(StrEnum):
    """Whether a figure leaves its country as it is (statistics.md, rule 2)."""

    OPEN = "open"
    PROTECTED = "protected"


SENSITIVITY_NAMES = {
    Sensitivity.OPEN: _("Open: published as it is"),
    Sensitivity.PROTECTED: _("Protected: small numbers are hidden, the others rounded"),
}


class Place(StrEnum):
    """Where a figure stands in the theory of change (mentoring-standard.md, R2)."""

    INPUT = "input"
    ACTIVITY = "activity"
    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"


PLACE_NAMES = {
    Place.INPUT: _("Input: what we start with"),
    Place.ACTIVITY: _("Activity: what we do"),
    Place.OUTPUT: _("Output: what comes out of it"),
    Place.OUTCOME: _("Outcome: what changes for the people"),
    Place.IMPACT: _("Impact: what changes for all whom it is meant for"),
}


@dataclass(frozen=True)
class Benchmark:
    """Published by others, of an unknown population and window: only ever shown beside."""

    value: float
    source: Words
    words: Words


USUAL_SERVICES = Benchmark(
    0.28,
    _("L'Echo, 5 August 2023"),
    _("in work with the usual services only"),
)
"""brief.md: always shown with its source and date; the distance to it is a difference."""


@dataclass(frozen=True)
class Indicator:
    """One figure; `numerator`, `denominator` and `window` are empty where they mean nothing.

    Without `compute` it is counted for the publication and shown on no page of the country.
    """

    code: str
    name: Words
    definition: Words
    source: Words
    place: Place
    sensitivity: Sensitivity
    compute: Callable[[Facts], Any] | None = None
    numerator: Words = ""
    denominator: Words = ""
    window: Words = ""
    unknown: Words = ""
    benchmark: Benchmark | None = None

    @property
    def place_name(self) -> Words:
        return PLACE_NAMES[self.place]

    @property
    def sensitivity_name(self) -> Words:
        return SENSITIVITY_NAMES[self.sensitivity]

    def of(self, facts: Facts) -> Any:
        """The value, of an indicator that is computed from the facts of a page."""
        if self.compute is None:
            raise LookupError(f"{self.code} is counted for the publication only")
        return self.compute(facts)


def figure(name: Words, definition: Words, source: Words, **parts: Any) -> Callable[..., Indicator]:
    """Make an `Indicator` of a function of the facts; its name is the code of the figure."""

    def made(compute: Callable[[Facts], Any]) -> Indicator:
        return Indicator(compute.__name__, name, definition, source, compute=compute, **parts)

    return made
