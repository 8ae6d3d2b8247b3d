"""What a new scenario starts from: published figures, else the public ones, else nothing."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from app.core import clock
from app.core.i18n import number, pick
from app.core.quarters import quarter_of
from app.core.tenancy import tenant
from app.growth.inputs import ALL, GENERAL, LEVERS, RATES, TOGETHER, UNIT
from app.growth.model import EXTENSIVE
from app.planner import queries
from app.planner.queries import Published

HORIZON = 40
GOAL = 50_000
"""Quarters, and duos a year."""
TEMPLATE_OF = {
    "duos": "duos_started",
    "mentors": "mentors_available",
    "population": "target_population",
}


@dataclass
class Start:
    """Inputs that may have gaps, and by name (`again`, `be.duos`) where each number is from."""

    inputs: dict[str, Any]
    sources: dict[str, str] = field(default_factory=dict)


def start_of(codes: Iterable[str]) -> Start:
    """The inputs of these units: a country of those that publish, or all together."""
    told, figures = queries.published(), public_figures()
    start = Start({"start": next_quarter(), "quarters": HORIZON, "goal": GOAL})
    start.inputs["rates"] = {one.code: {"likely": one.default} for one in LEVERS}
    start.inputs["units"] = []
    for name in (one.code for one in RATES):
        _take(start, start.inputs["rates"], name, figures["rates"].get(name), name)
    _take_rates(start, told.values())
    for code in codes:
        unit: dict[str, Any] = {"code": code}
        for one in UNIT:
            public = figures["units"].get(code, {}).get(one.code)
            _take(start, unit, one.code, public, f"{code}.{one.code}")
        _take_counts(start, unit, told.get(code, Published()))
        start.inputs["units"].append(unit)
    return start


def sources_of(codes: Iterable[str]) -> dict[str, str]:
    """Where the numbers that are known today are from, to be shown beside what is typed."""
    return start_of(codes).sources


def antennas_of(codes: Iterable[str]) -> dict[str, dict[str, dict[str, float]]]:
    """By country the share of each antenna in each quantity, as published; a country whose
    antennas have published no year of duos is left out.

    What is not published by antenna is parted as its duos are.
    """
    told = queries.published()
    found = {code: shares_of(told[code]) for code in codes if code in told}
    return {code: shares for code, shares in found.items() if len(shares) > 1}


def shares_of(told: Published) -> dict[str, dict[str, float]]:
    by_duos = _shares(told.duos)
    own = {"mentors": _shares(told.mentors), "population": _shares(told.population)}
    complete = {name: shares for name, shares in own.items() if set(shares) >= set(by_duos)}
    return {
        antenna: {name: complete.get(name, by_duos).get(antenna, 0.0) for name in EXTENSIVE}
        for antenna in by_duos
    }


def _shares(counts: Mapping[str, int]) -> dict[str, float]:
    total = sum(counts.values())
    return {code: count / total for code, count in counts.items()} if total else {}


def next_quarter() -> str:
    """The first that has not begun."""
    return quarter_of(clock.today()).before(-1).code


def public_figures() -> dict[str, Any]:
    """`planner.toml` of headquarters: what the organisation has published about itself."""
    path = tenant().folder / "planner.toml"
    read = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    unknown = {*read.get("rates", {})} - {one.code for one in GENERAL}
    for unit in read.get("units", {}).values():
        unknown |= {*unit} - {one.code for one in UNIT}
    if unknown:
        raise LookupError(f"{path.name} names what the planner does not know: {sorted(unknown)}")
    return {"rates": read.get("rates", {}), "units": read.get("units", {})}


def _take(
    start: Start, into: dict[str, Any], name: str, public: Mapping[str, Any] | None, key: str
) -> None:
    if public is None:
        into.setdefault(name, {"likely": ALL[name].default})
        return
    into[name] = {end: public[end] for end in ("likely", "low", "high") if end in public}
    start.sources[key] = pick(public["source"])


def _take_counts(start: Start, unit: dict[str, Any], told: Published) -> None:
    for name, total in told.sums().items():
        unit[name] = {"likely": total}
        _say(start, f"{unit['code']}.{name}", told.periods[TEMPLATE_OF[name]], total)


def _take_rates(start: Start, told: Iterable[Published]) -> None:
    """Of all the countries that published them, taken together."""
    all_told = list(told)
    again, ever = (_sum(all_told, name) for name in ("mentors_again", "duos_per_mentor"))
    if again:
        likely = round(100 * again[0] / again[1], 1)
        low = round(100 * (1 - ever[1] / ever[0]), 1) if ever and ever[0] else likely
        start.inputs["rates"]["again"] = {"likely": likely, "low": min(low, likely), "high": likely}
        start.sources["again"] = _("Published by the countries: %(number)s%%.", number=likely)
    sums = [one.sums() for one in all_told]
    pairs = [(one["duos"], one["mentors"]) for one in sums if {"duos", "mentors"} <= {*one}]
    duos, mentors = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
    if duos and mentors:
        start.inputs["rates"]["duos_per_mentor"] = {"likely": round(duos / mentors, 2)}
        start.sources["duos_per_mentor"] = _(
            "%(duos)s duos of a year by %(mentors)s mentors, as the countries published.",
            duos=number(duos),
            mentors=number(mentors),
        )


def _sum(told: Iterable[Published], name: str) -> tuple[int, int] | None:
    pairs = [one.pairs[name] for one in told if name in one.pairs]
    return (sum(p[0] for p in pairs), sum(p[1] for p in pairs)) if pairs else None


def _say(start: Start, key: str, period: str, total: int) -> None:
    start.sources[key] = _(
        "Published by the country for %(period)s: %(number)s.",
        period=period,
        number=number(total),
    )


def units_by(way: str, countries: Iterable[queries.Country]) -> list[str]:
    """The codes of the units of a new scenario: each country, or the organisation as one."""
    return [TOGETHER] if way == "together" else [country.code for country in countries]
