"""A solution as lines to decide about, each with why, and as the totals of a proposal.

`why` is made of ids and numbers, never of sentences: those are said when a page is read, in the
reader's language.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from app.optimum.problem import NOBODY, Ints, Obstacle, Solution
from app.splits.building import Found, name_of

MOST_RULES = 5
Line = dict[str, Any]


class Telling:
    """`rates` are cents by offer, 0 where nobody knows; `starts` says where the pairs of each
    subject begin."""

    def __init__(self, found: Found, solution: Solution) -> None:
        self.found, self.solution, self.problem = found, solution, found.problem
        self.rates = np.array([o.rate_cents or 0 for o in self.problem.offers], dtype=np.int64)
        self.offer_of = np.array([p.offer for p in self.problem.places], dtype=np.int64)
        subjects = np.arange(len(self.problem.subjects) + 1)
        self.starts = np.searchsorted(self.problem.pair_subject, subjects)
        self.full = self._full_caps()

    def lines(self) -> Iterator[Line]:
        """Those with a grant, then those of whom a cap stands in the way, then the others."""
        chosen = self.solution.chosen.tolist()
        keys = self.found.keys.tolist()
        for subject, place in enumerate(chosen):
            if place != NOBODY:
                yield self._counted(keys[subject], subject, place)
        for subject, place in enumerate(chosen):
            if place == NOBODY:
                yield self._hindered(keys[subject], subject)
        for key, (grant, rules) in self.found.nobody.items():
            yield self._ruled_out(key, grant, rules)

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
        }

    def _counted(self, key: int, subject: int, place: int) -> Line:
        offers = self._offers(subject)
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
        line = self._line(key, offer.unit, reason, why)
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

    def _hindered(self, key: int, subject: int) -> Line:
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
        return self._line(key, unit, "unlocked" if locked else "full", {"of": of, "in_way": told})

    def _ruled_out(self, key: int, grant: int | None, rules: list[int]) -> Line:
        if grant is None:
            return self._line(key, None, "none", {})
        paying = self.found.grants[grant]
        why = {"grant": paying.grant_id, "rules": rules[:MOST_RULES]}
        return self._line(key, paying.unit, "rule" if len(rules) == 1 else "rules", why)

    def _grant(self, offer: int) -> int:
        return self.problem.offers[offer].grant_id

    def totals(self, by_hand: Solution) -> Line:
        """What the page says of the whole; `by_hand` is the greedy order, to compare with."""
        solution, chosen = self.solution, self.solution.chosen
        taken = np.bincount(self.offer_of[chosen[chosen != NOBODY]], minlength=len(self.rates))
        return {
            "subjects": len(chosen) + len(self.found.nobody),
            "paid": int((chosen != NOBODY).sum()),
            "total_cents": solution.total_cents,
            "bound_cents": solution.bound_cents,
            "proven": solution.proven,
            "method": solution.method,
            "priced": solution.priced,
            "unknown_rates": int(sum(taken[n] for n, o in self._offers_in_order() if not o)),
            "by_hand_cents": by_hand.total_cents,
            "by_hand_paid": int((by_hand.chosen != NOBODY).sum()),
            "lacks": sum(solution.shortfalls.values()),
            "by_hand_lacks": sum(by_hand.shortfalls.values()),
            "promised": sum(offer.least_units for offer in self.problem.offers),
            "grants": [self._told_of(number, int(taken[number])) for number in range(len(taken))],
            "reasons": dict(self._unpaid_reasons()),
        }

    def _offers_in_order(self) -> Iterator[tuple[int, int | None]]:
        for number, offer in enumerate(self.problem.offers):
            yield number, offer.rate_cents

    def _unpaid_reasons(self) -> Counter[str]:
        hindered = int((self.solution.chosen == NOBODY).sum())
        found = Counter({"full": hindered} if hindered else {})
        for grant, rules in self.found.nobody.values():
            found["none" if grant is None else "rule" if len(rules) == 1 else "rules"] += 1
        return found

    def _told_of(self, number: int, taken: int) -> Line:
        paying = self.found.grants[number]
        caps: list[Mapping[str, Any]] = [
            {
                "key": cap.key,
                "left": None if cap.percent is not None else cap.left_units,
                "price": self.solution.cap_prices.get(index, 0) if self.solution.priced else None,
            }
            for index, cap in enumerate(self.problem.caps)
            if cap.offer == number
        ]
        return {
            "id": paying.grant_id,
            "code": paying.code,
            "rate": paying.rate_cents,
            "before": paying.standing_units,
            "before_cents": paying.standing_cents,
            "chosen": taken,
            "cents": taken * int(self.rates[number]),
            "caps": caps,
            "lacks": self.solution.shortfalls.get(number, 0),
        }
