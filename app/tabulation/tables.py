"""What a table that may leave a country is: whom it counts, by what and over which time.

Tables with the same population are linked: whoever holds both may subtract one from the other,
which is why `PARTS` and `SUMS` are written down here too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from flask_babel import lazy_gettext as _

from app.indicators.registry import Sensitivity, Words
from app.tabulation.dimensions import Dimension


class Window(StrEnum):
    """`quarter` is the period itself; `year` the four quarters that end with it; `end` its last
    day; `ever` everything up to that day."""

    QUARTER = "quarter"
    YEAR = "year"
    END = "end"
    EVER = "ever"


WINDOW_NAMES = {
    Window.QUARTER: _("the quarter"),
    Window.YEAR: _("the four quarters that end with it"),
    Window.END: _("its last day"),
    Window.EVER: _("everything up to its last day"),
}


class Population(StrEnum):
    """Those who are counted. A person is in one at most once, in one cell of each table, but for
    the sectors; a mentee of several duos counts with the last that ended in the window."""

    DUOS_STARTED = "duos_started"
    DUOS_RUNNING = "duos_running"
    DUOS_EVER = "duos_ever"
    DUOS_COUNTED = "duos_counted"
    SESSIONS_HELD = "sessions_held"
    MENTORS_AVAILABLE = "mentors_available"
    MENTORS_WITH_DUO = "mentors_with_duo"
    MENTORS_AGAIN = "mentors_again"
    MENTEES_WAITING = "mentees_waiting"
    MENTEES_STARTED = "mentees_started"
    MENTEES_MATCHED = "mentees_matched"
    MENTEES_ENDED = "mentees_ended"
    MENTEES_COMPLETED = "mentees_completed"
    MENTEES_FOLLOWED = "mentees_followed"
    MENTEES_IN_WORK = "mentees_in_work"
    MENTEES_POSITIVE = "mentees_positive"
    MENTEES_UNKNOWN = "mentees_unknown"
    MENTEES_LATE = "mentees_late"
    TARGET = "target"


P = Population
PARTS = (
    (P.MENTEES_COMPLETED, P.MENTEES_ENDED),
    (P.MENTEES_IN_WORK, P.MENTEES_POSITIVE),
    (P.MENTEES_MATCHED, P.MENTEES_STARTED),
    (P.MENTORS_AGAIN, P.MENTORS_WITH_DUO),
)
"""The first are some of the second, in every cell."""
SUMS = (
    ((P.MENTEES_POSITIVE, P.MENTEES_UNKNOWN), P.MENTEES_FOLLOWED),
    ((P.MENTEES_IN_WORK, P.MENTEES_UNKNOWN), P.MENTEES_FOLLOWED),
    ((P.MENTEES_LATE, P.MENTEES_UNKNOWN), P.MENTEES_FOLLOWED),
    ((P.MENTORS_WITH_DUO, P.MENTORS_AGAIN), P.DUOS_EVER),
)
"""The first together are never more than the last: nobody is known and unknown at once, and who
began again has two duos at least."""


@dataclass(frozen=True)
class Template:
    """One table: an indicator by at most two dimensions, over one window.

    `counts` says by the name of each count in a cell whom it counts. With `share`, the numerator
    is shown out of the denominator. `values` are the names of what a cell holds beside counts.
    """

    code: str
    title: Words
    indicators: tuple[str, ...]
    dimensions: tuple[Dimension, ...]
    window: Window
    sensitivity: Sensitivity
    counts: Mapping[str, Population]
    method: Words
    values: tuple[str, ...] = field(default=())

    @property
    def is_open(self) -> bool:
        return self.sensitivity == Sensitivity.OPEN

    @property
    def has_share(self) -> bool:
        return "numerator" in self.counts
