"""A scenario counted out: the course, the bands, what binds, what the goal takes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from app.growth.bands import Bands, simulate_many
from app.growth.inputs import model_of, plan_of
from app.growth.model import LIMITS, Needs, Quarter, Rates, Unit, needs_of, simulate

Course = Mapping[str, Sequence[Quarter]]


@dataclass(frozen=True)
class Line:
    """All units together in one quarter, at the most likely values; `pace` is duos a year.

    `low`, `middle` and `high` are the pace that one, five and nine in ten runs stay below.
    `share` is the part of the duos that `binding` holds back, over all runs.
    """

    number: int
    pace: float
    low: float
    middle: float
    high: float
    binding: str
    share: float
    mentors: float
    waiting: float
    trained: float
    posts: float
    posts_needed: float
    money_needed: float


@dataclass(frozen=True)
class Span:
    """Quarters on end, from `first`, in which the same limit binds."""

    first: int
    length: int
    limit: str

    @property
    def last(self) -> int:
        return self.first + self.length - 1


@dataclass(frozen=True)
class Result:
    """`course` is by unit that is counted, at the most likely values; `bands` over all runs."""

    inputs: Mapping[str, Any]
    rates: Rates
    units: Sequence[Unit]
    course: Course
    bands: Bands
    lines: Sequence[Line]
    needs: Needs

    @property
    def goal(self) -> float:
        return float(self.inputs["goal"])

    @property
    def start(self) -> str:
        return str(self.inputs["start"])

    @property
    def quarters(self) -> int:
        return int(self.inputs["quarters"])

    @property
    def now(self) -> float:
        return sum(unit.duos for unit in self.units)

    @property
    def reached(self) -> int | None:
        """The quarter that has the goal at the most likely values; None when it is not in sight."""
        return reached_in(self.course, self.goal)

    def spans(self) -> Iterator[tuple[str, list[Span]]]:
        """What binds each unit when, by its code; None of the first is all of them together."""
        if len(self.course) > 1:
            yield "", spans_of([line.binding for line in self.lines])
        for code, quarters in self.course.items():
            yield code, spans_of([quarter.binding for quarter in quarters])

    def of_unit(self, code: str) -> list[Quarter]:
        """A country's or an antenna's own course; of a country, its antennas added up."""
        inside = [list(c) for key, c in self.course.items() if key == code or _in(key, code)]
        return [added(column) for column in zip(*inside, strict=True)]


def result_of(inputs: Mapping[str, Any]) -> Result:
    rates, countries, counted = model_of(inputs)
    quarters, goal = int(inputs["quarters"]), float(inputs["goal"])
    course = simulate(rates, counted, quarters)
    bands = simulate_many(plan_of(inputs), quarters, goal)
    lines = [_line(number, course, bands) for number in range(quarters)]
    return Result(inputs, rates, countries, course, bands, lines, needs_of(rates, countries, goal))


def likely_reached(inputs: Mapping[str, Any]) -> int | None:
    """As `Result.reached`, without the runs: cheap enough for every row of a list."""
    rates, _, counted = model_of(inputs)
    return reached_in(simulate(rates, counted, int(inputs["quarters"])), float(inputs["goal"]))


def reached_in(course: Course, goal: float) -> int | None:
    paces = (sum(q.duos for q in column) * 4 for column in zip(*course.values(), strict=True))
    return next((number for number, pace in enumerate(paces) if pace >= goal), None)


def spans_of(bindings: Sequence[str]) -> list[Span]:
    spans, first = [], 0
    for limit, same in groupby(bindings):
        length = len(list(same))
        spans.append(Span(first, length, limit))
        first += length
    return spans


def added(quarters: Sequence[Quarter]) -> Quarter:
    """One quarter of several units as that of one; what binds is what binds most of their duos."""
    sums = {
        name: sum(getattr(quarter, name) for quarter in quarters)
        for name in (
            "duos",
            "mentors",
            "waiting",
            "trained",
            "posts",
            "posts_needed",
            "money_needed",
        )
    }
    limits = {name: sum(quarter.limits[name] for quarter in quarters) for name in LIMITS}
    return Quarter(binding=binds_most(quarters), limits=limits, **sums)


def binds_most(quarters: Sequence[Quarter]) -> str:
    held = {name: sum(q.duos for q in quarters if q.binding == name) for name in LIMITS}
    if not any(held.values()):
        return quarters[0].binding
    return max(LIMITS, key=lambda name: held[name])


def _line(number: int, course: Course, bands: Bands) -> Line:
    all_of_it = added([quarters[number] for quarters in course.values()])
    low, middle, high = (float(pace) for pace in bands.pace[:, number])
    return Line(
        number=number,
        pace=all_of_it.duos * 4,
        low=low,
        middle=middle,
        high=high,
        binding=all_of_it.binding,
        share=float(bands.binding[LIMITS.index(all_of_it.binding), number]),
        mentors=all_of_it.mentors,
        waiting=all_of_it.waiting,
        trained=all_of_it.trained,
        posts=all_of_it.posts,
        posts_needed=all_of_it.posts_needed,
        money_needed=all_of_it.money_needed,
    )


def _in(key: str, code: str) -> bool:
    return key.startswith(f"{code}/")
