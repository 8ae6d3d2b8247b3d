"""A solution as lines to decide about, each with why.

`why` is made of ids and numbers, never of sentences: those are said when a page is read, in the
reader's language.
"""

from collections import Counter
from collections.abc import Iterator
from enum import Enum, auto
from typing import Any

import numpy as np

from app.optimum.problem import NOBODY, Ints, Obstacle, Solution
from app.splits.building import Found
from app.splits.reading import name_of

MOST_RULES = 5
STAYS = "stays"
"""The reason, and the verdict, of a line about which there is nothing to decide."""
Line = dict[str, Any]


class Change(Enum):
    """What becomes of a subject of the problem: in the ledger already (MOVES, RELEASED, STAYS) or
    not (NEW, NOWHERE)."""

    MOVES = auto()
    RELEASED = auto()
    NEW = auto()
    NOWHERE = auto()
    STAYS = auto()


class Telling:
    """`rates` are cents by offer, 0 where nobody knows; `starts` says where the pairs of each
    subject begin; `by_change` has the subjects by what becomes of them."""

    def __init__(self, found: Found, solution: Solution) -> None:
        self.found, self.solution, self.problem = found, solution, found.problem
        self.keys: list[int] = found.keys.tolist()
        self.rates = np.array([o.rate_cents or 0 for o in self.problem.offers], dtype=np.int64)
        self.offer_of = np.array([p.offer for p in self.problem.places], dtype=np.int64)
        subjects = np.arange(len(self.problem.subjects) + 1)
        self.starts = np.searchsorted(self.problem.pair_subject, subjects)
        self.full = self._full_caps()
        self.by_change: dict[Change, list[int]] = {change: [] for change in Change}
        for subject, place in enumerate(solution.chosen.tolist()):
            self.by_change[self._change(subject, place)].append(subject)
        self.gone = {key: why for key, why in found.nobody.items() if key in found.standing}

    def _change(self, subject: int, place: int) -> Change:
        stands = self.keys[subject] in self.found.standing
        if place == NOBODY:
            return Change.RELEASED if stands else Change.NOWHERE
        if not stands:
            return Change.NEW
        return Change.STAYS if self.problem.standing.get(subject) == place else Change.MOVES

    def lines(self) -> Iterator[Line]:
        """What changes in the ledger first: those that move, those that are released, the new ones;
        then those that no grant pays for, and last those that stay where they stand."""
        yield from map(self._moved, self.by_change[Change.MOVES])
        yield from map(self._released, self.by_change[Change.RELEASED])
        for key, (grant, rules) in self.gone.items():
            line = self._ruled_out(key, grant, rules)
            yield line | {"reason": "gone"} | self._stands(key, line["why"])
        yield from map(self._counted, self.by_change[Change.NEW])
        yield from map(self._hindered, self.by_change[Change.NOWHERE])
        for key, (grant, rules) in self.found.nobody.items():
            if key not in self.gone:
                yield self._ruled_out(key, grant, rules)
        yield from map(self._staying, self.by_change[Change.STAYS])

    def _moved(self, subject: int) -> Line:
        line = self._counted(subject)
        kept = {"kept": subject in self.problem.standing}
        return line | self._stands(self.keys[subject], line["why"] | kept)

    def _released(self, subject: int) -> Line:
        """For others that bring more, or because its grant may not count it any more."""
        line = self._hindered(subject)
        reason = "room" if subject in self.problem.standing else "gone"
        return line | {"reason": reason} | self._stands(self.keys[subject], line["why"])

    def _staying(self, subject: int) -> Line:
        line, verdict = self._counted(subject), {"reason": STAYS, "verdict": STAYS}
        return line | verdict | {"stands_id": self.found.standing[self.keys[subject]].id}

    def _stands(self, key: int, why: Line) -> Line:
        """The line of the ledger it is about, and what it brings where it stands."""
        line = self.found.standing[key]
        return {"stands_id": line.id, "why": why | {"from": line.grant_id, "was": line.value_cents}}

    def _line(self, key: int, unit: str | None, reason: str, why: Line) -> Line:
        return {
            "subject": name_of(key),
            "duo_id": key if key > 0 else None,
            "mentor_id": -key if key < 0 else None,
            "antenna_id": self.found.antennas[key],
            "happened_on": self.found.day_of(key, unit),
            "grant_id": None,
            "value_cents": None,
            "reason": reason,
            "why": why,
            "stands_id": None,
            "verdict": None,
        }

    def _counted(self, subject: int) -> Line:
        offers, place = self._offers(subject), int(self.solution.chosen[subject])
        chosen = int(self.offer_of[place])
        offer = self.problem.offers[chosen]
        dearest = int(offers[np.argmax(self.rates[offers])])
        why: Line = {"of": len(offers)} | self._second(subject)
        reason = "most"
        if subject in self.problem.locks:
            reason = "locked"
        elif len(offers) == 1:
            reason = "only"
        elif self.rates[chosen] < self.rates[dearest]:
            why["dearest"] = self._grant(dearest)
            reason = self._against_dearest(subject, dearest, chosen)
        line = self._line(self.keys[subject], offer.unit, reason, why)
        return line | {"grant_id": offer.grant_id, "value_cents": offer.rate_cents}

    def _offers(self, subject: int) -> Ints:
        pairs = slice(self.starts[subject], self.starts[subject + 1])
        offers: Ints = self.offer_of[self.problem.pair_place[pairs]]
        return offers

    def _against_dearest(self, subject: int, dearest: int, chosen: int) -> str:
        """Its places are taken, or a promise of the chosen one or another aim goes first."""
        pairs = slice(self.starts[subject], self.starts[subject + 1])
        places: Ints = self.problem.pair_place[pairs]
        place = int(places[np.argmax(self.offer_of[places] == dearest)])
        full = self.full & set(self.problem.places[place].caps)
        if any(self._was_full(cap) for cap in full):
            return "taken"
        if full:
            return "spared"
        return "promise" if self.problem.offers[chosen].least_units else "aim"

    def _was_full(self, cap: int) -> bool:
        """Whether it had no place left even before this proposal."""
        told = self.problem.caps[cap]
        return told.percent is None and told.left_units == 0

    def _full_caps(self) -> set[int]:
        """Those without a place left; a share counts as full, since more of it may be too much."""
        taken = np.bincount(
            self.solution.chosen[self.solution.chosen != NOBODY], minlength=len(self.offer_of)
        )
        used: Counter[int] = Counter()
        for place, count in enumerate(taken.tolist()):
            used.update(dict.fromkeys(self.problem.places[place].caps, count))
        return {
            number
            for number, cap in enumerate(self.problem.caps)
            if cap.percent is not None or used[number] >= cap.left_units
        }

    def _second(self, subject: int) -> Line:
        """The next best grant, and what the whole split would lose by it."""
        if not len(self.solution.second):
            return {}
        place, cents = int(self.solution.second[subject]), int(self.solution.second_cents[subject])
        second = None if place == NOBODY else self._grant(int(self.offer_of[place]))
        return {"second": second, "loses": cents}

    def _hindered(self, subject: int) -> Line:
        hindrances = self.solution.unpaid.get(subject, ())
        told = [
            {
                "obstacle": one.obstacle.value,
                "grant": self._grant(one.offer),
                "cap": None if one.cap is None else self.problem.caps[one.cap].key,
            }
            for one in hindrances
        ]
        of = len(self._offers(subject))
        locked = any(one.obstacle == Obstacle.LOCKED for one in hindrances)
        unit = self.problem.offers[int(self._offers(subject)[0])].unit
        reason = "unlocked" if locked else "full"
        return self._line(self.keys[subject], unit, reason, {"of": of, "in_way": told})

    def _ruled_out(self, key: int, grant: int | None, rules: list[int]) -> Line:
        if grant is None:
            return self._line(key, None, "none", {})
        paying = self.found.grants[grant]
        why = {"grant": paying.grant_id, "rules": rules[:MOST_RULES]}
        return self._line(key, paying.unit, "rule" if len(rules) == 1 else "rules", why)

    def _grant(self, offer: int) -> int:
        return self.problem.offers[offer].grant_id
