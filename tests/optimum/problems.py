"""Small questions drawn at random, and their answers by trying everything."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product

import numpy as np
from hypothesis import strategies as st

from app.optimum.problem import NOBODY, Cap, Objective, Offer, Place, Problem, Subject
from app.optimum.shape import places_of, rate_at

RATES = (None, 0, 700, 1_000, 1_000, 2_532, 2_032, 5_000)
FIRST = date(2026, 7, 1)


def offer(number, rate=1_000, **more):
    return Offer(number, f"G{number}", "duo_started", rate, **more)


def problem(pairs, offers, caps=(), places=None, **more):
    """`pairs`: the places of each subject, the oldest first."""
    flat = [(s, p) for s, places in enumerate(pairs) for p in sorted(places)]
    return Problem(
        more.pop("objective", Objective.MONEY),
        [Subject(f"duo:{n}", FIRST + timedelta(days=n), "BRU") for n in range(len(pairs))],
        offers,
        caps,
        places or [Place(n) for n in range(len(offers))],
        np.array([s for s, _ in flat], dtype=np.int64),
        np.array([p for _, p in flat], dtype=np.int64),
        **more,
    )


@st.composite
def problems(draw, *, simple=True, locked=True, promised=True, standing=False):
    """At most five subjects, three offers of two places each; with caps of the whole offer and of
    one of its places, and without `simple` also shares, sums of money and caps that cross."""
    offers = [
        offer(
            number,
            draw(st.sampled_from(RATES)),
            priority=draw(st.integers(1, 3)),
            least_units=draw(st.sampled_from((0, 0, 1, 2, 3) if promised else (0,))),
        )
        for number in range(draw(st.integers(1, 3)))
    ]
    caps, places = [], []
    for number in range(len(offers)):
        kinds = [[], []]
        for under in draw(st.lists(st.sampled_from(((0, 1), (0,), (1,))), max_size=3)):
            for one in under:
                kinds[one].append(len(caps))
            caps.append(draw(_caps(number, simple=simple)))
        rates = [None, None] if simple else [None, draw(st.sampled_from((None, 1_700)))]
        places += [
            Place(number, tuple(kind), rate) for kind, rate in zip(kinds, rates, strict=True)
        ]
    some = st.sets(st.integers(0, len(offers) - 1), min_size=1)
    pairs = [
        [2 * n + draw(st.integers(0, 1)) for n in sorted(chosen)]
        for chosen in draw(st.lists(some, min_size=1, max_size=5))
    ]
    locks = {
        subject: draw(st.sampled_from(mine))
        for subject, mine in enumerate(pairs)
        if locked and draw(st.integers(0, 5)) == 0
    }
    objective = draw(st.sampled_from(Objective))
    stands = {
        subject: draw(st.sampled_from(mine))
        for subject, mine in enumerate(pairs)
        if standing and draw(st.integers(0, 2))
    }
    more = {"objective": objective, "locks": locks, "standing": stands}
    return problem(pairs, offers, caps, places, **more)


@st.composite
def _caps(draw, number, *, simple):
    kind = "units" if simple else draw(st.sampled_from(("units", "cents", "share")))
    cap = Cap(f"cap:{number}", number, left_units=draw(st.integers(0, 3)))
    if kind == "cents":
        return replace(cap, left_cents=draw(st.integers(0, 8_000)))
    if kind == "share":
        return replace(
            cap,
            percent=draw(st.sampled_from((25, 50, 60))),
            standing_here=draw(st.integers(0, 1)),
            standing_all=draw(st.integers(1, 4)),
        )
    return cap


@dataclass(frozen=True)
class Best:
    """The greatest score, and one of the choices that have it."""

    score: tuple[int, ...]
    cents: int
    chosen: tuple[int, ...]


def tried(question: Problem) -> Best:
    """The best of every choice there is."""
    scored = [(score(question, one), one) for one in product(*_choices(question))]
    best, chosen = max(pair for pair in scored if pair[0] is not None)
    return Best(best, cents(question, chosen), chosen)


def _choices(question: Problem) -> Iterator[tuple[int, ...]]:
    for subject, places in enumerate(places_of(question)):
        locked = question.locks.get(subject)
        yield (NOBODY, *(places.tolist() if locked is None else [locked]))


def score(question: Problem, chosen) -> tuple[int, ...] | None:
    """Locks, promises and the sums of the objective; None for what breaks a cap."""
    units = Counter(place for place in chosen if place != NOBODY)
    by_offer: Counter[int] = Counter()
    for place, often in units.items():
        by_offer[question.places[place].offer] += often
    if not all(_keeps(question, number, units, by_offer) for number in range(len(question.caps))):
        return None
    locks = sum(chosen[subject] == place for subject, place in question.locks.items())
    kept = sum(min(one.least_units, by_offer[n]) for n, one in enumerate(question.offers))
    return locks, kept, *_sums(question, by_offer, cents(question, chosen))


def _sums(question, by_offer, money) -> tuple[int, ...]:
    counted = sum(by_offer.values())
    by_priority: Counter[int] = Counter()
    for number, often in by_offer.items():
        by_priority[question.offers[number].priority] += often
    if question.objective == Objective.MONEY:
        return money, counted, -sum(one * often for one, often in by_priority.items())
    if question.objective == Objective.COUNT:
        return counted, money
    return *(by_priority[one] for one in range(1, 10)), money


def _keeps(question: Problem, number: int, units, by_offer) -> bool:
    cap = question.caps[number]
    under = {p: often for p, often in units.items() if number in question.places[p].caps}
    here = sum(under.values())
    if cap.percent is not None and not here:
        return True
    if cap.percent is not None:
        whole = cap.standing_all + by_offer[cap.offer]
        return (cap.standing_here + here) * 100 <= cap.percent * whole
    if cap.left_cents is not None:
        money = sum(rate_at(question, place) * often for place, often in under.items())
        return money <= cap.left_cents
    return here <= cap.left_units


def staying(question: Problem, chosen) -> int:
    return sum(chosen[subject] == place for subject, place in question.standing.items())


def most_staying(question: Problem) -> int:
    """How many of those who stand can stay in the best of the splits that are as good as any."""
    scored = [(score(question, one), one) for one in product(*_choices(question))]
    best = max(one for one, _ in scored if one is not None)
    return max(staying(question, chosen) for found, chosen in scored if found == best)


def cents(question: Problem, chosen) -> int:
    return sum(rate_at(question, place) for place in chosen if place != NOBODY)
