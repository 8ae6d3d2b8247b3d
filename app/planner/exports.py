"""A counted scenario to take away: as a table for a spreadsheet, and for programs."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from app.growth.inputs import TOGETHER
from app.growth.model import Quarter
from app.growth.results import Result
from app.planner.labels import quarter_name
from app.planner.telling import Names, limit_name


def heads() -> list[str]:
    return [
        _("Unit"),
        _("Quarter"),
        _("Duos a year"),
        _("One run in ten stays below"),
        _("Half of the runs stay below"),
        _("Nine runs in ten stay below"),
        _("What binds"),
        _("Mentors trained and active"),
        _("Mentors who wait for a training"),
        _("Mentors trained in the quarter"),
        _("Posts there are"),
        _("Posts needed"),
        _("Money needed in the quarter"),
    ]


def rows(result: Result, names: Names) -> Iterator[list[Any]]:
    """All together, then each country, then each antenna; one row a quarter."""
    for line in result.lines:
        paces: list[Any] = [
            round(value, 1) for value in (line.pace, line.low, line.middle, line.high)
        ]
        yield [names.of(""), quarter_name(result.start, line.number), *paces, *_rest(line)]
    for code in _codes(result):
        for n, quarter in enumerate(result.of_unit(code)):
            paces = [round(quarter.duos * 4, 1), None, None, None]
            yield [names.of(code), quarter_name(result.start, n), *paces, *_rest(quarter)]


def _codes(result: Result) -> list[str]:
    countries = [unit.code for unit in result.units if unit.code != TOGETHER]
    return [*countries, *(code for code in result.course if "/" in code)]


def _rest(row: Any) -> list[Any]:
    counts = (row.mentors, row.waiting, row.trained, row.posts, row.posts_needed, row.money_needed)
    return [limit_name(row.binding), *(round(count, 1) for count in counts)]


def as_json(result: Result) -> dict[str, Any]:
    """For programs: what is reached when, and every quarter."""
    return {
        "goal": result.goal,
        "start": result.start,
        "quarters": result.quarters,
        "reached": result.reached is not None and quarter_name(result.start, result.reached),
        "share_of_runs_that_reach_it": result.bands.share_reached,
        "posts_at_goal": round(result.needs.posts, 1),
        "money_at_goal": round(result.needs.money),
        "mentors_at_goal": round(result.needs.mentors),
        "lines": [
            {name: _rounded(value) for name, value in vars(line).items()} for line in result.lines
        ],
        "units": {
            code: [_unit_json(quarter) for quarter in result.of_unit(code)]
            for code in _codes(result)
        },
    }


def _unit_json(quarter: Quarter) -> dict[str, Any]:
    kept = {name: _rounded(value) for name, value in vars(quarter).items() if name != "limits"}
    return kept | {"limits": {name: _rounded(value) for name, value in quarter.limits.items()}}


def _rounded(value: Any) -> Any:
    return round(value, 3) if isinstance(value, float) else value
