"""What a split brings as a whole: beside the order by hand, and beside what stands today."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np

from app.optimum.problem import NOBODY, Cap, Solution
from app.splits.telling import Change, Line, Telling


def totals(telling: Telling, by_hand: Solution) -> Line:
    """What the page says of the whole; `by_hand` is the greedy order, to compare with."""
    solution, problem = telling.solution, telling.problem
    taken = _taken(telling)
    return {
        "subjects": len(solution.chosen) + len(telling.found.nobody),
        "paid": int((solution.chosen != NOBODY).sum()),
        "total_cents": solution.total_cents,
        "bound_cents": solution.bound_cents,
        "proven": solution.proven,
        "method": solution.method,
        "priced": solution.priced,
        "unknown_rates": sum(
            units
            for units, offer in zip(taken, problem.offers, strict=True)
            if not offer.rate_cents
        ),
        "by_hand_cents": by_hand.total_cents,
        "by_hand_paid": int((by_hand.chosen != NOBODY).sum()),
        "lacks": sum(solution.shortfalls.values()),
        "by_hand_lacks": sum(by_hand.shortfalls.values()),
        "promised": sum(offer.least_units for offer in problem.offers),
        "grants": list(_grants(telling, taken)),
        "reasons": dict(_unpaid_reasons(telling)),
    } | _against_today(telling)


def _against_today(telling: Telling) -> Line:
    """Of the lines that may move: what they bring today, and what becomes of them."""
    cents = sum(line.value_cents or 0 for line in telling.found.standing.values())
    by_change = telling.by_change
    return {
        "standing": len(telling.found.standing),
        "standing_cents": cents,
        "gain_cents": telling.solution.total_cents - cents,
        "stays": len(by_change[Change.STAYS]),
        "moves": len(by_change[Change.MOVES]),
        "releases": len(by_change[Change.RELEASED]) + len(telling.gone),
        "new": len(by_change[Change.NEW]),
        "fewest": telling.solution.fewest,
    }


def _taken(telling: Telling) -> list[int]:
    """Units by offer."""
    chosen = telling.solution.chosen
    offers = telling.offer_of[chosen[chosen != NOBODY]]
    taken: list[int] = np.bincount(offers, minlength=len(telling.rates)).tolist()
    return taken


def _unpaid_reasons(telling: Telling) -> Counter[str]:
    found: Counter[str] = Counter()
    for subject in telling.by_change[Change.RELEASED]:
        found["room" if subject in telling.problem.standing else "gone"] += 1
    for key, (grant, rules) in telling.found.nobody.items():
        plain = "none" if grant is None else "rule" if len(rules) == 1 else "rules"
        found["gone" if key in telling.gone else plain] += 1
    found["full"] = len(telling.by_change[Change.NOWHERE])
    return +found


def _grants(telling: Telling, taken: list[int]) -> Iterator[dict[str, Any]]:
    offer_of = {offer.grant_id: number for number, offer in enumerate(telling.problem.offers)}
    stood = Counter(offer_of[line.grant_id] for line in telling.found.standing.values())
    chosen = telling.solution.chosen
    stays = Counter(int(telling.offer_of[chosen[s]]) for s in telling.by_change[Change.STAYS])
    solution = telling.solution
    for number, paying in enumerate(telling.found.grants):
        yield {
            "id": paying.grant_id,
            "code": paying.code,
            "rate": paying.rate_cents,
            "before": paying.standing_units,
            "before_cents": paying.standing_cents,
            "chosen": taken[number],
            "stays": stays[number],
            "leaves": stood[number] - stays[number],
            "cents": taken[number] * int(telling.rates[number]),
            "caps": [
                _cap(solution, index, cap)
                for index, cap in enumerate(telling.problem.caps)
                if cap.offer == number
            ],
            "lacks": solution.shortfalls.get(number, 0),
        }


def _cap(solution: Solution, index: int, cap: Cap) -> dict[str, Any]:
    return {
        "key": cap.key,
        "left": None if cap.percent is not None else cap.left_units,
        "price": solution.cap_prices.get(index, 0) if solution.priced else None,
    }
