"""The figures as tables: antennas side by side, the pool of mentors, and the file to take away."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from app.antennas.models import Antenna
from app.core.sectors import SECTORS
from app.core.vocabularies import FUNCTION_LEVELS
from app.indicators import figures, telling
from app.indicators.facts import Facts, Pool, Scope
from app.indicators.figures import INDICATORS
from app.indicators.registry import Indicator
from app.indicators.statistics import Rate, Spread

SECTORS_SHOWN = 12
Everything = Mapping[int | None, Facts]


@dataclass(frozen=True)
class Line:
    """One antenna beside the others, in the order of the alphabet and never of the result."""

    antenna: Antenna
    facts: Facts
    reached: Rate
    work: Rate
    positive: Rate


@dataclass(frozen=True)
class SectorLine:
    """`lacks`: fewer mentors know the sector than waiting mentees wish for it."""

    name: str
    wished: int
    mentors: int

    @property
    def lacks(self) -> bool:
        return self.mentors < self.wished


def lines(antennas: Iterable[Antenna], everything: Everything) -> list[Line]:
    """Of the antennas that had a duo or have people; the others say nothing yet."""
    return [
        Line(
            antenna=antenna,
            facts=facts,
            reached=figures.reached_six_months.of(facts),
            work=figures.insertion_12m.of(facts),
            positive=figures.positive_12m.of(facts),
        )
        for antenna in antennas
        if (facts := everything.get(antenna.id)) is not None
    ]


def work_by_antenna(compared: Iterable[Line]) -> list[dict[str, Any]]:
    """The rows of the chart of intervals."""
    return [telling.interval_row(line.antenna.name, line.work) for line in compared]


def years(facts: Facts) -> list[dict[str, Any]]:
    """Duos started by year, years without any included, the newest first."""
    by_year = facts.started_by_year
    if not by_year:
        return []
    span = range(max(by_year), min(by_year) - 1, -1)
    return [{"label": str(year), "value": by_year.get(year, 0)} for year in span]


def year_words(facts: Facts, on: date) -> str:
    """A year that goes on looks like a fall: said where it is shown."""
    if on.year not in facts.started_by_year or (on.month, on.day) == (12, 31):
        return str(_("Duos by the calendar year of their first day."))
    return str(_("%(year)s is not over on the day of reference.", year=on.year))


def number_heads(names: Iterable[object]) -> list[dict[str, object]]:
    """Heads of columns of numbers."""
    return [{"label": name, "number": True} for name in names]


def levels(pool: Pool) -> list[dict[str, Any]]:
    """Parts of the pool by level of function; those of whom nobody noted it last."""
    named = {code: str(name) for code, name in FUNCTION_LEVELS.items()} | {"": _("Not noted")}
    parts = [{"label": name, "value": pool.levels.get(code, 0)} for code, name in named.items()]
    return [part for part in parts if part["value"]]


def sectors(pool: Pool) -> list[SectorLine]:
    """The sectors that most waiting mentees wish for, beside the mentors who know them."""
    wished = sorted(pool.wished.items(), key=lambda item: (-item[1], item[0]))
    return [
        SectorLine(str(SECTORS.get(code, code)), count, pool.sectors.get(code, 0))
        for code, count in wished[:SECTORS_SHOWN]
    ]


def export_heads() -> list[str]:
    return [
        _("Antenna"),
        _("Figure"),
        _("Value"),
        _("Numerator"),
        _("Denominator"),
        _("Unknown"),
        _("Interval from"),
        _("Interval to"),
        _("If all unknown failed"),
        _("If all unknown succeeded"),
        _("Period from"),
        _("Period to"),
        _("Day of reference"),
    ]


def export_rows(
    antennas: Mapping[int, Antenna], everything: Everything, scope: Scope
) -> Iterator[list[Any]]:
    """Every figure of the whole, then of each antenna: one row each, shares as numbers below 1."""
    names = {None: _("All together")} | {key: one.name for key, one in antennas.items()}
    for key, name in names.items():
        facts = everything.get(key)
        for indicator in INDICATORS if facts else ():
            for label, cells in _cells(indicator, facts or Facts()):
                yield [name, label, *cells, scope.first, scope.until, scope.on]


def _cells(indicator: Indicator, facts: Facts) -> Iterator[tuple[str, list[Any]]]:
    value, label = indicator.of(facts), str(indicator.name)
    if isinstance(value, Rate):
        counts = [value.numerator, value.denominator, value.unknown]
        shares = [value.low, value.high, value.bound_low, value.bound_high]
        yield label, [value.rate, *counts, *shares]
    elif isinstance(value, Spread):
        yield label, [value.median, None, value.count, None, value.lower, value.upper, None, None]
    elif isinstance(value, dict):
        for year, count in value.items():
            yield f"{label}: {year}", [count, *[None] * 7]
    else:
        yield label, [value, *[None] * 7]
