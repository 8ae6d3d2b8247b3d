"""Grants and people for splits as plain values, without a database; amounts are invented."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from app.optimum.problem import Objective
from app.optimum.solving import solve
from app.schemes.nodes import Node, Test
from app.splits.building import Found, build
from app.splits.paying import Limit, Paying
from app.splits.reading import Reached
from app.splits.standing import Standing
from app.splits.telling import Telling

STARTED = "duo_started"
FIRST, LAST = date(2026, 1, 1).toordinal(), date(2026, 12, 31).toordinal()
MARCH = date(2026, 3, 2).toordinal()
EVER = (1, date.max.toordinal())
WOMAN, YOUNG = Test("gender", (("one_of", ("f",)),)), Test("age", (("at_most", 25),))


def limit(left: int, key: str = "cap:1", antenna_id: int | None = None, **more: Any) -> Limit:
    first, last = more.pop("days", EVER)
    return Limit(key, antenna_id, first, last, left, **more)


def paying(number: int, *limits: Limit, rate: int | None = 100_000, **more: Any) -> Paying:
    """Grant 1 is called G-1; it runs all year and asks for nothing."""
    facts: dict[str, Any] = {
        "unit": STARTED,
        "priority": 5,
        "group": None,
        "first": FIRST,
        "last": LAST,
        "nodes": (),
        "least_units": 0,
        "standing_units": 0,
        "standing_cents": 0,
        "scheme_code": "own",
        "scheme_from": None,
    }
    return Paying(
        grant_id=number, code=f"G-{number}", rate_cents=rate, limits=limits, **facts | more
    )


def reached(
    keys: Sequence[int],
    met: Mapping[Node, Sequence[bool]] | None = None,
    *,
    unit: str = STARTED,
    days: Sequence[int] = (),
    antennas: Sequence[int] = (),
) -> Reached:
    """All of them on the same day at antenna 1, unless it is said otherwise."""
    ints = [keys, antennas or [1] * len(keys), days or [MARCH] * len(keys)]
    arrays = [np.array(values, dtype=np.int64) for values in ints]
    flags = {node: np.array(values, dtype=np.bool_) for node, values in (met or {}).items()}
    return Reached(unit, *arrays, flags)


def standing(key: int, grant_id: int, cents: int | None = 100_000, **more: Any) -> Standing:
    """The line of the ledger with the number of a hundred and its key."""
    facts: dict[str, Any] = {"antenna_id": 1, "antenna": "BRU", "unit": STARTED, "day": MARCH}
    return Standing(id=100 + key, key=key, grant_id=grant_id, value_cents=cents, **facts | more)


def found(
    grants: Sequence[Paying],
    units: Sequence[Reached],
    objective: Objective = Objective.MONEY,
    *,
    locks: Mapping[int, int] | None = None,
    stands: Sequence[Standing] = (),
) -> Found:
    return build(grants, units, objective, locks or {}, {line.key: line for line in stands})


def told(grants: Sequence[Paying], units: Sequence[Reached], *rest: Any, **more: Any) -> Telling:
    """Built, and split as well as it can be."""
    question = found(grants, units, *rest, **more)
    return Telling(question, solve(question.problem))
