"""What a counted scenario says: sentences, rows of charts and tables, the file to take away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.core.i18n import number, percent, spelled
from app.growth.inputs import ALL, GENERAL, TOGETHER, UNIT
from app.growth.results import Result, Span
from app.planner.labels import LIMIT_NAMES, LIMIT_WORDS, quarter_name
from app.planner.models import Scenario
from app.planner.queries import Country

LIMIT_MARKS = {name: place for place, name in enumerate(LIMIT_NAMES, start=1)}
"""The pattern of each limit in a chart."""


@dataclass(frozen=True)
class Names:
    """What units are called: countries, their antennas, and the organisation as one."""

    countries: Mapping[str, Country]

    def of(self, code: str) -> str:
        """Of a country's code, of `be/BRU`, or of nothing, which is all together."""
        country, _slash, antenna = code.partition("/")
        if country in {"", TOGETHER}:
            return str(_("All together"))
        known = self.countries.get(country)
        if antenna:
            return known.antennas.get(antenna, antenna) if known else antenna
        return known.name if known else country

    def currency(self, codes: Sequence[str]) -> str:
        found = {self.countries[code].currency for code in codes if code in self.countries}
        return found.pop() if len(found) == 1 else "EUR"


def names_of(countries: Sequence[Country]) -> Names:
    return Names({country.code: country for country in countries})


def limit_name(limit: str) -> str:
    return spelled(LIMIT_NAMES)[limit]


def limit_words(limit: str) -> str:
    return spelled(LIMIT_WORDS)[limit]


def reached_words(result: Result) -> str:
    """When the goal is reached at the most likely values, or within how long it is not."""
    if result.reached is not None:
        return quarter_name(result.start, result.reached)
    years = number(result.quarters / 4, 0 if result.quarters % 4 == 0 else 2)
    return str(_("Not in %(years)s years", years=years))


def at_words(inputs: Mapping[str, Any], reached: int | None, binding: str = "") -> str:
    """The same in the middle of a sentence, and with what stands in the way."""
    if reached is not None:
        return quarter_name(inputs["start"], reached)
    if not binding:
        return str(_("not within the horizon"))
    return str(_("not within the horizon: %(limit)s bind", limit=limit_name(binding).lower()))


def chance_words(result: Result) -> str:
    share, last_limit = result.bands.share_reached, result.lines[-1].binding
    if share == 0:
        why = limit_words(last_limit)
        return str(_("In none of the thousand runs: in the end, %(why)s.", why=why))
    between = [result.bands.reached_at(percentile) for percentile in (10, 90)]
    first, last = (at_words(result.inputs, one) for one in between)
    return str(
        _(
            "In %(share)s of the thousand runs; one in ten by %(first)s, nine in ten by %(last)s.",
            share=percent(share),
            first=first,
            last=last,
        )
    )


def pace_words(result: Result) -> str:
    """The sentence below the chart."""
    last = result.lines[-1]
    return str(
        _(
            "Duos a year, counted from each quarter. The line is the middle of a thousand runs; "
            "eight in ten of them lie in the band: %(low)s to %(high)s in the last quarter. It "
            "shows what the numbers below lead to, and does not foretell anything.",
            low=number(last.low),
            high=number(last.high),
        )
    )


def quarters_of(result: Result) -> list[str]:
    return [quarter_name(result.start, n) for n in range(result.quarters)]


def tiles(result: Result, names: Names) -> list[dict[str, Any]]:
    """The rows of the chart of what binds."""
    return [
        {"label": names.of(code), "spans": [_span(result, span) for span in spans]}
        for code, spans in result.spans()
    ]


def _span(result: Result, span: Span) -> dict[str, Any]:
    first, last = (quarter_name(result.start, n) for n in (span.first, span.last))
    return {
        "first": span.first,
        "length": span.length,
        "mark": LIMIT_MARKS[span.limit],
        "name": limit_name(span.limit),
        "when": first if span.length == 1 else f"{first} – {last}",
    }


def binding_words(result: Result) -> str:
    first, last = result.lines[0].binding, result.lines[-1].binding
    if len({line.binding for line in result.lines}) == 1:
        return str(_("From the first quarter to the last, %(why)s.", why=limit_words(first)))
    return str(
        _(
            "At first %(first)s; in the last quarter, %(last)s. More of anything else changes "
            "nothing as long as the same limit binds.",
            first=limit_words(first),
            last=limit_words(last),
        )
    )


def legend() -> list[dict[str, Any]]:
    return [
        {"mark": mark, "name": limit_name(name), "words": limit_words(name)}
        for name, mark in LIMIT_MARKS.items()
    ]


def differing(inputs: Sequence[Mapping[str, Any]], names: Names) -> Iterator[list[str]]:
    """What was typed differently: name of the number, then its value in each scenario."""
    for one in GENERAL:
        yield from _differs(
            str(one.label), [_typed(kept["rates"].get(one.code)) for kept in inputs]
        )
    codes = list(dict.fromkeys(unit["code"] for kept in inputs for unit in kept["units"]))
    for code in codes:
        found: list[Any] = [next((u for u in k["units"] if u["code"] == code), {}) for k in inputs]
        for field in UNIT:
            label = f"{names.of(code)}: {field.label}"
            yield from _differs(label, [_typed(unit.get(field.code)) for unit in found])


def _differs(label: str, values: list[str]) -> Iterator[list[str]]:
    if len(set(values)) > 1:
        yield [label, *values]


def _typed(triangle: Mapping[str, float | None] | None) -> str:
    if not triangle or triangle["likely"] is None:
        return "–"
    low, likely, high = (triangle.get(end) for end in ("low", "likely", "high"))
    middle = plain_number(likely)
    if low is None and high is None:
        return middle
    ends = (
        plain_number(likely if low is None else low),
        plain_number(likely if high is None else high),
    )
    return f"{middle} ({ends[0]}–{ends[1]})"


def plain_number(value: float | None) -> str:
    """With as many decimals as were typed, two at most."""
    if value is None:
        return "–"
    digits = next(n for n in (0, 1, 2) if n == 2 or round(value, n) == value)
    return number(value, digits)


def label_of(code: str) -> str:
    return str(ALL[code].label)


def typed(value: float) -> str:
    """As an attribute of HTML has it: never 1e+06."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def known_from(code: str, sources: Mapping[str, str]) -> list[str]:
    """Each source of a number once, whatever the unit."""
    found = [text for key, text in sources.items() if key.rpartition(".")[2] == code]
    return list(dict.fromkeys(found))


def side_by_side(scenarios: Sequence[Scenario], counted: Sequence[Result]) -> dict[str, Any]:
    """The middle pace at the end of each year of the plan; the shorter ones end before."""
    years = max(result.quarters for result in counted) // 4
    return {
        "labels": [str(_("Year %(number)s", number=year)) for year in range(1, years + 1)],
        "series": [
            {"label": scenario.name, "values": [_pace(result, year) for year in range(years)]}
            for scenario, result in zip(scenarios, counted, strict=True)
        ],
    }


def _pace(result: Result, year: int) -> float | None:
    last = year * 4 + 3
    return round(result.lines[last].middle) if last < result.quarters else None
