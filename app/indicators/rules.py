"""What a spell says of a duo, one at a time, in plain words: the measure of the counted figures.

Source: issue of the first release and brief.md, "What it must be able to say". The statements of
`queries` count the same over all duos at once; a test holds the two together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.core import clock
from app.indicators.facts import WINDOW_MONTHS
from app.outcomes.models import POSITIVE, SpellKind


@dataclass(frozen=True)
class Episode:
    """A spell that stands, as far as the figures ask; `ended_on` is empty when nobody knows."""

    kind: SpellKind
    began_on: date
    ended_on: date | None = None


def is_followed(ended_on: date | None, on: date) -> bool:
    """The duo ended at least twelve months before the day of reference."""
    return ended_on is not None and clock.months_after(ended_on, WINDOW_MONTHS) <= on


def tells(spell: Episode, started_on: date, ended_on: date) -> bool:
    """Begun no later than twelve months after the end of the duo, and not over before it began.

    A situation that was over before the duo cannot be what became of it; one that began shortly
    before and still held when the two met does count, as the definition sets no earliest day.
    """
    in_time = spell.began_on <= clock.months_after(ended_on, WINDOW_MONTHS)
    return in_time and (spell.ended_on is None or spell.ended_on >= started_on)


def in_work(spells: Sequence[Episode]) -> bool:
    """Of the spells that tell of a duo."""
    return any(spell.kind == SpellKind.JOB for spell in spells)


def is_positive(spells: Sequence[Episode]) -> bool:
    """Work, training, an internship or studies: never called having found a job."""
    return any(spell.kind in POSITIVE for spell in spells)
