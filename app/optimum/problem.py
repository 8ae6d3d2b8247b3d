"""The question and the answer of an optimal split, in plain values without a database.

`splits.building` makes a `Problem` out of what was read; `solving.solve` and `greedy` answer it.
All refer to each other by their index in the tuples of the problem; the pairs of who may be
counted where, up to millions, are two arrays beside each other. Only jobs and commands import this:
numpy is not loaded when the application starts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

NOBODY = -1
"""In `Solution.chosen`: no grant."""


class Objective(StrEnum):
    """What a split is to bring most of, and what decides between equals.

    MONEY: cents, then the number of subjects counted, then the grants with the lower priority
    number. PRIORITY: units in grants of priority 1, then of 2 and so on to 9, then cents. COUNT:
    the number of subjects counted, then cents.

    Before any of them: as few units as possible below what was promised (`Offer.least_units`). That
    is an aim, not a condition: there is always an answer, and what is missing is in `shortfalls`.
    After all of them: as few as possible that stand somewhere today and would have to leave it
    (`Problem.standing`), so that nobody is moved for nothing.
    """

    MONEY = "money"
    PRIORITY = "priority"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what is counted, once at most: `duo:17` or `mentor:5`. Always one unit (hours are
    written down by hand and are not proposed). `day` is the first day on which something of it
    happened: by hand, people go by that order."""

    key: str
    day: date
    antenna: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A grant as far as it matters here. `rate_cents` is what one unit brings, empty where nobody
    knows it: then worth nothing, yet better than not being counted at all. `least_units` is what is
    still to be counted of our promise, standing lines taken off already; 0 when nothing is.
    `priority` is 1 (first) to 9."""

    grant_id: int
    code: str
    unit: str
    rate_cents: int | None
    priority: int = 5
    least_units: int = 0
    exclusivity_group: str | None = None


@dataclass(frozen=True, slots=True)
class Cap:
    """At most so much of one offer. `key` is `cap:12` (a row of the grant's caps) or `amount:3`
    (the amount of the contract of grant 3).

    Units and money: `left_units` more may be counted; money was divided by the rate of the offer,
    rounded down, what stands already taken off, never below zero. Where places under the cap bring
    different sums, `left_cents` says the money itself, and `left_units` is not read.
    A share (`percent` is given, `left_units` is not read): (`standing_here` + chosen in places of
    this cap) * 100 <= `percent` * (`standing_all` + everything chosen of the offer), or nobody is
    chosen in its places: what stands may be above the share already.
    """

    key: str
    offer: int
    left_units: int = 0
    percent: int | None = None
    standing_here: int = 0
    standing_all: int = 0
    left_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of place in an offer: all that uses the same `caps` (of one antenna, in one part of
    the period). Antennas and days need not be looked at again: they tell places apart already.
    `rate_cents` is given where one unit brings something else here than the offer says, because the
    rate changed within the period."""

    offer: int
    caps: tuple[int, ...] = ()
    rate_cents: int | None = None


@dataclass(frozen=True)
class Problem:
    """Pair i says that subject `pair_subject[i]` may be counted in `pair_place[i]`; every rule of
    scheme and grant holds for it, and no group that it already counts in forbids it. Sorted by
    subject, then place, without repeats; a subject has one place of an offer at most. A subject
    without any pair is not in the problem.

    A subject is given one place at most, of whatever group: counting somebody for two grants is
    left to a person, who is warned. `locks` (subject -> place, which is one of its pairs) were
    decided by a person: they come first, as far as the caps allow. `standing` (subject -> place,
    which is one of its pairs) is where somebody counts today: it may move, what it uses is not
    taken off the caps, and it stays where another split would be no better.
    """

    objective: Objective
    subjects: Sequence[Subject]
    offers: Sequence[Offer]
    caps: Sequence[Cap]
    places: Sequence[Place]
    pair_subject: Ints
    pair_place: Ints
    locks: Mapping[int, int] = field(default_factory=dict)
    standing: Mapping[int, int] = field(default_factory=dict)

    @property
    def locks_in_order(self) -> list[tuple[int, int]]:
        """Where there is no room for all of them, those who stand in their place come first."""
        return sorted(self.locks.items(), key=lambda one: (one not in self.standing.items(), one))


class Obstacle(StrEnum):
    """FULL: a cap leaves no place, and whoever has one brings as much or more. SHARE: one more
    would take its antenna above its share. LOCKED: a person locked it where there is no place."""

    FULL = "full"
    SHARE = "share"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Hindrance:
    obstacle: Obstacle
    offer: int
    cap: int | None = None


@dataclass(frozen=True)
class Solution:
    """`chosen` is a place by subject, or `NOBODY`.

    `total_cents` is what the chosen bring (unknown rates bring nothing), `bound_cents` what no
    split that keeps the objective can exceed, and `proven` whether nothing better exists: with
    MONEY, `total_cents == bound_cents`. `method` is `flow`, `milp` or `greedy`. `fewest`: no split
    that is as good takes fewer from where they stand.
    `cap_prices`: cents that one unit more under a cap would bring, by index; a cap that is not
    named would bring nothing, unless `priced` is false: then nobody computed them.
    `subject_prices`: cents that are lost without this subject (the dual of its single count), by
    index, as long as `chosen`; empty where they were not computed.
    `shortfalls`: units that still lack for a promise, by offer; kept promises are not named.
    `unpaid`: for every subject without a place the hindrances, the dearest offer first, three at
    most.
    `second` is the next best place in another offer by subject that was given one, and
    `second_cents` what the whole split would lose if this subject had to take it (without any:
    lost if it were not counted). Empty, like the prices, where they were not computed.
    """

    chosen: Ints
    total_cents: int
    bound_cents: int | None
    proven: bool
    method: str
    cap_prices: Mapping[int, int] = field(default_factory=dict)
    subject_prices: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    shortfalls: Mapping[int, int] = field(default_factory=dict)
    unpaid: Mapping[int, tuple[Hindrance, ...]] = field(default_factory=dict)
    second: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    second_cents: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    priced: bool = False
    fewest: bool = False
