"""The proven split of duos over grants beside the order people use by hand, of invented numbers."""

import json
import random
import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.optimum.problem import Problem

SIZES = ((2_000, 40), (50_000, 200))
WAYS = ("greedy", "solve")
SEED = 7
DAY = date(2026, 7, 1)
ANTENNAS = 17
FACTS = 12
"""Yes-or-no facts of a duo that a grant may ask for: age, registration, education, residence ..."""


def all_sizes() -> dict[str, dict[str, Any]]:
    """Each size and each way in a process of its own, so that its memory is its own."""
    found = {}
    for duos, grants in SIZES:
        hand, best = (alone(way, duos, grants) for way in WAYS)
        found[f"allocation, {duos:,} x {grants}"] = {
            "pairs": best["pairs"],
            "seconds": best["seconds"],
            "megabytes": best["megabytes"],
            "euros": best["euros"],
            "proven": best["proven"],
            "by_hand_seconds": hand["seconds"],
            "by_hand_euros": hand["euros"],
            "ratio": best["euros"] / hand["euros"],
        }
    return found


def alone(way: str, duos: int, grants: int) -> dict[str, Any]:
    words = [sys.executable, "-m", "scripts.bench_allocation", way, str(duos), str(grants)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def main(way: str, duos: int, grants: int) -> None:
    from app.optimum import solving  # noqa: PLC0415 - the process that starts this needs it not

    question = problem(duos, grants)
    began = time.perf_counter()
    answer = getattr(solving, way)(question)
    told = {
        "seconds": time.perf_counter() - began,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "pairs": len(question.pair_subject),
        "euros": answer.total_cents / 100,
        "proven": answer.proven,
    }
    print(json.dumps(told))


def problem(duos: int, grants: int) -> "Problem":
    """Grants of one to five antennas or all of them, that ask for up to four facts, with caps of
    the whole, of some antennas and of quarters; together they pay for most duos and not all."""
    import numpy as np  # noqa: PLC0415 - as above

    from app.optimum.problem import Objective, Problem, Subject  # noqa: PLC0415

    chance = random.Random(SEED)  # noqa: S311 - the same numbers at every run, no secret
    offers, caps, places, kinds = _grants(chance, duos, grants)
    subjects, pairs = [], []
    for number in range(duos):
        antenna, day = chance.randrange(ANTENNAS), DAY + timedelta(days=chance.randrange(366))
        facts = chance.getrandbits(FACTS)
        subjects.append(Subject(f"duo:{number}", day, f"A{antenna:02}"))
        part = (day - DAY).days // 92
        pairs += [
            (number, kind[antenna, part])
            for wanted, kind in kinds
            if (antenna, part) in kind and facts & wanted == wanted
        ]
    flat = np.array(pairs, dtype=np.int64)
    flat = flat[np.lexsort((flat[:, 1], flat[:, 0]))]
    kept, numbers = np.unique(flat[:, 0], return_inverse=True)
    return Problem(
        Objective.MONEY,
        [subjects[number] for number in kept],
        offers,
        caps,
        places,
        numbers.astype(np.int64),
        flat[:, 1].copy(),
    )


def _grants(chance: random.Random, duos: int, grants: int) -> tuple[Any, ...]:
    from app.optimum.problem import Cap, Offer, Place  # noqa: PLC0415 - as above

    offers, caps, kinds = [], [], []
    places: list[Place] = []
    for number in range(grants):
        rate = chance.choice((45_000, 90_000, 120_000, 203_200, 253_200))
        size = round(duos / grants * chance.uniform(0.3, 1.6))
        offers.append(
            Offer(number, f"G{number:03}", "duo_started", rate, chance.randint(1, 9), size // 10)
        )
        everywhere = chance.random() < 0.3
        where = range(ANTENNAS) if everywhere else chance.sample(range(ANTENNAS), 5)
        caps.append(Cap(f"amount:{number}", number, size))
        whole, by_part, kind = len(caps) - 1, chance.random() < 0.3, {}
        parts = [whole] * 4
        if by_part:
            parts = [len(caps) + part for part in range(4)]
            caps += [Cap(f"cap:{number}-{part}", number, size // 3) for part in range(4)]
        for antenna in where:
            for part in range(4):
                kind[antenna, part] = len(places)
                places.append(Place(number, tuple(sorted({whole, parts[part]}))))
        wanted = chance.sample(range(FACTS), chance.randint(0, 4))
        kinds.append((sum(1 << fact for fact in wanted), kind))
    return offers, caps, places, kinds


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
