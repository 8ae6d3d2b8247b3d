"""From what was read to the arrays of a `Problem`, and back to a line for each subject."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from app.optimum.problem import Cap, Ints, Objective, Offer, Place, Problem, Subject
from app.schemes.nodes import Node
from app.splits.paying import TOGETHER, Limit, Paying
from app.splits.reading import Flags, Reached, fails_of, name_of
from app.splits.standing import Standing

NOWHERE = 10**6
"""More rules than any grant has: no grant was looked at."""


@dataclass
class Nearest:
    """By row of one unit: the grant with the fewest rules in the way, the dearest of equals."""

    fails: Ints
    rate: Ints
    grant: Ints

    @classmethod
    def of(cls, rows: int) -> "Nearest":
        nothing = np.full(rows, -1, dtype=np.int64)
        return cls(np.full(rows, NOWHERE, dtype=np.int64), nothing, nothing.copy())

    def look(self, number: int, fails: Ints, rate: int) -> None:
        better = (fails < self.fails) | ((fails == self.fails) & (rate > self.rate))
        self.fails[better], self.rate[better], self.grant[better] = fails[better], rate, number


@dataclass
class Parts:
    """What is gathered grant by grant before the subjects are numbered: pairs of a key and a
    place."""

    places: list[Place] = field(default_factory=list)
    caps: list[Cap] = field(default_factory=list)
    keys: list[Ints] = field(default_factory=list)
    at: list[Ints] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """The problem, with what it leaves out: `keys` are those of its subjects, in order, and
    `nobody` says for every other one which grant comes nearest and which rules stand in the way
    (numbers of its conditions, -1 for the period); no grant where nothing pays for it. `standing`
    are the lines that may move, by key."""

    problem: Problem
    keys: Ints
    grants: Sequence[Paying]
    nobody: Mapping[int, tuple[int | None, list[int]]]
    days: Mapping[str, Mapping[int, int]]
    antennas: Mapping[int, int]
    standing: Mapping[int, Standing]

    def day_of(self, key: int, unit: str | None) -> date:
        """When the unit was reached; without one, the first day on which anything was."""
        if unit is not None:
            return date.fromordinal(self.days[unit][key])
        return date.fromordinal(min(days[key] for days in self.days.values() if key in days))


def build(
    grants: Sequence[Paying],
    units: Sequence[Reached],
    objective: Objective,
    locks: Mapping[int, int],
    standing: Mapping[int, Standing],
) -> Found:
    """`locks` are grant ids by key; one that is not eligible any more is left out, and so is the
    place of a line whose grant may not count it any more."""
    parts, nearest = Parts(), {one.unit: Nearest.of(len(one.keys)) for one in units}
    by_unit = {one.unit: one for one in units}
    for number, grant in enumerate(grants):
        reached = by_unit[grant.unit]
        fails = fails_of(grant, reached)
        nearest[grant.unit].look(number, fails, grant.rate_cents or 0)
        _add_pairs(parts, number, grant, reached.only(fails == 0))
    days = {one.unit: dict(zip(one.keys.tolist(), one.days.tolist(), strict=True)) for one in units}
    antennas = {
        key: antenna
        for one in units
        for key, antenna in zip(one.keys.tolist(), one.antennas.tolist(), strict=True)
    }
    keys, problem = _number(parts, grants, objective, (days, antennas))
    stands = {key: line.grant_id for key, line in standing.items()}
    problem = replace(
        problem,
        locks=_places_at(problem, keys, locks),
        standing=_places_at(problem, keys, stands),
    )
    nobody = dict(_nobody(grants, units, nearest, set(keys.tolist())))
    for key, line in standing.items():
        if key not in antennas:  # nothing of it is known any more in these days
            antennas[key], nobody[key] = line.antenna_id, (None, [])
            days.setdefault(line.unit, {})[key] = line.day
    return Found(problem, keys, grants, nobody, days, antennas, standing)


def _add_pairs(parts: Parts, number: int, grant: Paying, reached: Reached) -> None:
    """One place for each set of caps that some of the eligible are under together."""
    first_cap, limits = len(parts.caps), tightest(grant.limits)
    parts.caps += [_cap(limit, number) for limit in limits]
    under = np.zeros(len(reached.keys), dtype=np.int64)
    for place, limit in enumerate(limits):
        under |= _is_under(limit, reached).astype(np.int64) << place
    kinds, which = np.unique(under, return_inverse=True)
    first_place = len(parts.places)
    for kind in kinds.tolist():
        caps = [first_cap + n for n in range(len(limits)) if kind >> n & 1]
        parts.places.append(Place(number, tuple(caps)))
    parts.keys.append(reached.keys)
    parts.at.append(first_place + which.reshape(-1))


def tightest(limits: Sequence[Limit]) -> list[Limit]:
    """Of caps on numbers or money of the same antenna and days, the one that is full first: the
    others stop nobody. Several that are full at the same moment are one, with the keys of all: a
    place more under only one of them is none, so it is the same place that they cost."""
    found: dict[object, Limit] = {}
    for limit in limits:
        scope = (limit.antenna_id, limit.first, limit.last, limit.percent and limit.key)
        other = found.get(scope)
        if other is None or limit.left_units < other.left_units:
            found[scope] = limit
        elif limit.left_units == other.left_units:
            found[scope] = replace(other, key=f"{other.key}{TOGETHER}{limit.key}")
    return list(found.values())


def _is_under(limit: Limit, reached: Reached) -> Flags:
    inside = (reached.days >= limit.first) & (reached.days <= limit.last)
    return inside if limit.antenna_id is None else inside & (reached.antennas == limit.antenna_id)


def _cap(limit: Limit, offer: int) -> Cap:
    return Cap(
        limit.key,
        offer,
        max(0, limit.left_units),
        limit.percent,
        limit.standing_here,
        limit.standing_all,
    )


def _number(
    parts: Parts,
    grants: Sequence[Paying],
    objective: Objective,
    where: tuple[Mapping[str, Mapping[int, int]], Mapping[int, int]],
) -> tuple[Ints, Problem]:
    days, antennas = where
    nothing = np.zeros(0, dtype=np.int64)
    all_keys, all_places = (np.concatenate([nothing, *arrays]) for arrays in (parts.keys, parts.at))
    keys, subject = np.unique(all_keys, return_inverse=True)
    order = np.argsort(subject.reshape(-1) * (len(parts.places) + 1) + all_places, kind="stable")
    firsts = _first_days(days)
    subjects = [
        Subject(name_of(key), date.fromordinal(firsts[key]), str(antennas[key]))
        for key in keys.tolist()
    ]
    offers = [_offer(grant) for grant in grants]
    pairs = (subject.reshape(-1)[order].astype(np.int64), all_places[order])
    return keys, Problem(objective, subjects, offers, parts.caps, parts.places, *pairs, locks={})


def _first_days(days: Mapping[str, Mapping[int, int]]) -> dict[int, int]:
    firsts: dict[int, int] = {}
    for of_unit in days.values():
        for key, day in of_unit.items():
            firsts[key] = min(day, firsts.get(key, day))
    return firsts


def _offer(grant: Paying) -> Offer:
    return Offer(
        grant.grant_id,
        grant.code,
        grant.unit,
        grant.rate_cents,
        grant.priority,
        grant.least_units,
        grant.group,
    )


def _places_at(problem: Problem, keys: Ints, wanted: Mapping[int, int]) -> dict[int, int]:
    """The place by subject of those whose grant (by key) may count them."""
    starts = np.searchsorted(problem.pair_subject, np.arange(len(keys) + 1)).tolist()
    grant = [problem.offers[place.offer].grant_id for place in problem.places]
    pairs, found = problem.pair_place.tolist(), {}
    for number, key in enumerate(keys.tolist()):
        for place in pairs[starts[number] : starts[number + 1]] if key in wanted else ():
            if grant[place] == wanted[key]:
                found[number] = place
    return found


def _nobody(
    grants: Sequence[Paying],
    units: Sequence[Reached],
    nearest: Mapping[str, Nearest],
    in_problem: set[int],
) -> list[tuple[int, tuple[int | None, list[int]]]]:
    best: dict[int, tuple[int, int, int, Reached, int]] = {}
    for reached in units:
        near = nearest[reached.unit]
        for row, key in enumerate(reached.keys.tolist()):
            if key not in in_problem:
                rank = (int(near.fails[row]), -int(near.rate[row]))
                if key not in best or rank < best[key][:2]:
                    best[key] = (*rank, int(near.grant[row]), reached, row)
    return [
        (key, (None, []) if grant < 0 else (grant, _in_the_way(grants[grant], reached, row)))
        for key, (_fails, _rate, grant, reached, row) in best.items()
    ]


def _in_the_way(grant: Paying, reached: Reached, row: int) -> list[int]:
    day = int(reached.days[row])
    nodes: Sequence[Node] = grant.nodes
    found = [n for n, node in enumerate(nodes) if not reached.met[node][row]]
    return found if grant.first <= day <= grant.last else [-1, *found]
