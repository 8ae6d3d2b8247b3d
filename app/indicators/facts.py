"""What is counted for the figures, and over which duos and people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.core import clock

WINDOW_MONTHS = 12
"""How long after the end of a duo a new situation still counts."""


@dataclass(frozen=True)
class Scope:
    """As known on the day `on`; `first` and `last` are the ends of the period, both in it.

    Without an antenna: all that the viewer sees. Without an end: since ever, or until `on`.
    """

    on: date
    first: date | None = None
    last: date | None = None
    antenna_id: int | None = None

    @property
    def until(self) -> date:
        """Nothing after the day of reference is counted."""
        return min(self.last, self.on) if self.last else self.on

    @property
    def followed_until(self) -> date:
        """The last day on which a duo may have ended for its window to be over by `on`.

        Twelve months after 29 February is the 28th, so that day is tried too.
        """
        day = clock.months_after(self.on, -WINDOW_MONTHS)
        later = day + timedelta(days=1)
        over = clock.months_after(later, WINDOW_MONTHS) <= self.on
        return min(later if over else day, self.until)


@dataclass(frozen=True)
class Facts:
    """Counts of duos, of mentors who had one, and of people, all of one scope.

    `followed` ended at least twelve months before the day of reference; of them `in_work` and
    `positive` are the good ends, and of `unheard` no situation is known at all.
    `waits` is {days from interview to first duo: how many mentees}.
    """

    started_by_year: Mapping[int, int] = field(default_factory=dict)
    running: int = 0
    ended: int = 0
    completed: int = 0
    followed: int = 0
    in_work: int = 0
    positive: int = 0
    unheard: int = 0
    accompanying: int = 0
    accompanying_again: int = 0
    accompanied: int = 0
    mentors: int = 0
    mentees: int = 0
    waits: Mapping[int, int] = field(default_factory=dict)

    @property
    def started(self) -> int:
        return sum(self.started_by_year.values())


@dataclass(frozen=True)
class Pool:
    """The mentors who may be proposed and the mentees who wait for one: how many by code.

    Somebody with several sectors counts in each; `""` is a level that nobody wrote down.
    """

    mentors: int = 0
    waiting: int = 0
    sectors: Mapping[str, int] = field(default_factory=dict)
    wished: Mapping[str, int] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
