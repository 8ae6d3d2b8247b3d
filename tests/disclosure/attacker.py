"""Somebody who holds every published table and subtracts: what they can tell of a hidden number.

Written from the published method alone, on purpose without a line of the product's own check: a
count of "<10" is 0 to 9, a rounded one is two more or less and never below ten, a withheld one is
anything. Sums over a breakdown are equal, parts are not more than their whole, a version that left
a number alone tells of the same number, two years that cover a third count everybody in it.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy
from scipy.optimize import Bounds, LinearConstraint, milp

FAR = 5000
WHO = {
    ("duos_started", "count"): "duos started",
    ("mentors_available", "count"): "mentors",
    ("mentor_levels", "count"): "mentors",
    ("mentor_sectors", "count"): "mentors",
    ("reached_six_months", "numerator"): "completed",
    ("reached_six_months", "denominator"): "ended",
    ("positive_12m", "numerator"): "positive",
    ("data_quality", "late"): "late",
    ("started_by_origin", "count"): "starting",
    ("started_by_age", "count"): "starting",
    ("waiting_days", "count"): "matched",
    ("mentors_again", "numerator"): "again",
    ("mentors_again", "denominator"): "with a duo",
    ("duos_per_mentor", "mentors"): "with a duo",
    ("duos_per_mentor", "duos"): "all duos",
}
OUTCOMES = ("12m", "by_education", "by_gender", "mix", "by_unemployment")
WHO |= {(f"insertion_{name}", "numerator"): "in work" for name in OUTCOMES}
WHO |= {
    (code, count): word
    for code in (*(f"insertion_{name}" for name in OUTCOMES), "positive_12m", "data_quality")
    for count, word in (("denominator", "followed"), ("unknown", "unknown"))
}
NOT_MORE = (
    (("completed",), "ended"),
    (("in work",), "positive"),
    (("in work",), "followed"),
    (("positive", "unknown"), "followed"),
    (("in work", "unknown"), "followed"),
    (("late", "unknown"), "followed"),
    (("matched",), "starting"),
    (("with a duo", "again"), "all duos"),
)
OPEN = {"duos started", "mentors"}
Name = tuple[Any, ...]


def by_the_method(value: Any) -> tuple[int, int]:
    if value is None:
        return 0, FAR
    if value == "<10":
        return 0, 9
    return max(10, value - 2), value + 2


def exactly(value: Any) -> tuple[int, int]:
    """For a careless publication, whose other numbers are exact."""
    return (0, 9) if value == "<10" else (value, value)


class Attacker:
    """`learn` tables, then ask for the `bounds` of a number."""

    def __init__(self, reading: Callable[[Any], tuple[int, int]] = by_the_method) -> None:
        self.reading = reading
        self.names: dict[Name, int] = {}
        self.low: list[int] = []
        self.high: list[int] = []
        self.rows: list[tuple[dict[int, int], int, int]] = []
        self.hidden: set[int] = set()

    def learn(
        self,
        tables: Mapping[str, list[dict[str, Any]]],
        tag: Callable[[str, tuple[Any, ...]], Any] = lambda _who, _at: "",
        totals: Mapping[str, int] | None = None,
    ) -> None:
        """`tag` says of each number which truth it tells of: the same tag, the same number;
        `totals` are sums that are known exactly."""
        cells: dict[tuple[str, tuple[str, ...]], dict[tuple[Any, ...], int]] = {}
        for code, published in tables.items():
            for cell in published:
                at = tuple(sorted(cell["at"].items()))
                for count, value in cell["counts"].items():
                    who = WHO.get((code, count))
                    if who is None:
                        continue
                    by = tuple(name for name, _ in at)
                    place = self._number((who, at, tag(who, at)))
                    cells.setdefault((who, by), {})[at] = place
                    is_open = who in OPEN and by == ("antenna",)
                    low, high = (value, value) if is_open else self.reading(value)
                    self.low[place] = max(self.low[place], low)
                    self.high[place] = min(self.high[place], high)
                    if not isinstance(value, int):
                        self.hidden.add(place)
        self._add_up(cells, tag, totals or {})
        self._compare(cells)

    def _number(self, name: Name) -> int:
        if name not in self.names:
            self.names[name] = len(self.names)
            self.low.append(0)
            self.high.append(FAR)
        return self.names[name]

    def _add_up(self, cells: Any, tag: Any, totals: Mapping[str, int]) -> None:
        for (who, by), found in cells.items():
            whole = self._number((who, "all", tag(who, "all")))
            if by == ("sector",):
                self.rows += [({place: 1, whole: -1}, -FAR, 0) for place in found.values()]
            elif by == ("education", "origin") and (who, ("education",)) in cells:
                for at, margin in cells[(who, ("education",))].items():
                    parts = {place: 1 for cell, place in found.items() if cell[0] == at[0]}
                    self.rows.append((parts | {margin: -1}, 0, 0))
            elif by:
                self.rows.append((dict.fromkeys(found.values(), 1) | {whole: -1}, 0, 0))
            else:
                self.rows.append(({found[()]: 1, whole: -1}, 0, 0))
            if who in totals:
                self.low[whole] = self.high[whole] = totals[who]

    def _compare(self, cells: Any) -> None:
        for parts, whole in NOT_MORE:
            for (who, by), found in cells.items():
                if who != whole or not all((part, by) in cells for part in parts):
                    continue
                for at, place in found.items():
                    row = {cells[(part, by)][at]: 1 for part in parts} | {place: -1}
                    self.rows.append((row, -FAR, 0))

    def bounds(self, place: int) -> tuple[int, int]:
        """The least and the most that a number can be; nothing else fits the tables."""
        matrix = numpy.zeros((len(self.rows), len(self.names)))
        for number, (row, _, _) in enumerate(self.rows):
            for column, factor in row.items():
                matrix[number, column] = factor
        limits = LinearConstraint(matrix, [r[1] for r in self.rows], [r[2] for r in self.rows])
        ends = []
        for sign in (1, -1):
            aim = numpy.zeros(len(self.names))
            aim[place] = sign
            found = milp(
                aim,
                constraints=limits if self.rows else (),
                integrality=numpy.ones(len(self.names)),
                bounds=Bounds(self.low, self.high),
            )
            assert found.x is not None, "the tables contradict each other"
            ends.append(round(found.x[place]))
        return ends[0], ends[1]

    def told(self, width: int = 5, some: int = 60, *of: str) -> dict[Name, tuple[int, int]]:
        """The hidden numbers that are narrowed to fewer values than `width`, out of so many that
        are looked at: those of these people, or of everybody."""
        names = {place: name for name, place in self.names.items()}
        wanted = [place for place in sorted(self.hidden) if not of or names[place][0] in of]
        looked_at = wanted[:: max(1, len(wanted) // some)]
        found = {names[place]: self.bounds(place) for place in looked_at}
        return {name: ends for name, ends in found.items() if ends[1] - ends[0] + 1 < width}


def over_time(years: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of one number in years that begin a quarter apart, at most four quarters from the first to
    the last: nobody is in the middle who is in neither of the outer two."""
    found = list(years)
    for _round in range(len(years) * 3):
        for first in range(len(found)):
            for last in range(first + 2, min(first + 5, len(found))):
                for middle in range(first + 1, last):
                    low, high = found[middle]
                    found[middle] = low, min(high, found[first][1] + found[last][1])
                    for one, other in ((first, last), (last, first)):
                        least = max(found[one][0], found[middle][0] - found[other][1])
                        found[one] = least, found[one][1]
    return found
