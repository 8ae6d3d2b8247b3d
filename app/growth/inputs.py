"""What the model asks for: names, bounds, units; and how what was typed becomes numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.growth.bands import Plan, Value
from app.growth.model import EXTENSIVE, Rates, Unit

TOGETHER = "ALL"
"""The unit of a scenario that does not part the organisation; a country's code is lower case."""
LEAST_QUARTERS, MOST_QUARTERS = 4, 80


@dataclass(frozen=True)
class Input:
    """One number that is asked for, between `least` and `most`; a slider runs from `least` (or
    `slides_from`) to `slides_to`. `per_cent` is typed as a percentage and counted as a share."""

    code: str
    label: LazyString
    unit: LazyString | str
    least: float
    most: float
    slides_to: float
    step: float = 1
    slides_from: float = 0
    per_cent: bool = False
    needed: bool = True
    help: LazyString | str = ""
    default: float | None = None

    def counted(self, typed: float) -> float:
        return typed / 100 if self.per_cent else typed


def _growth(code: str, label: LazyString) -> Input:
    return Input(
        code, label, _("% a year"), -90, 300, 120, step=5, slides_from=-20, per_cent=True, default=0
    )


LEVERS = (
    _growth("candidate_growth", _("More people who wish to become mentors")),
    _growth("round_growth", _("More training rounds")),
    _growth("post_growth", _("More posts of coordinators")),
    _growth("money_growth", _("More money")),
)
RATES = (
    Input(
        "again",
        _("Mentors who start again after a duo"),
        "%",
        0,
        100,
        100,
        per_cent=True,
    ),
    Input(
        "duos_per_mentor",
        _("Duos of a mentor in a year"),
        _("duos"),
        0.1,
        12,
        3,
        0.05,
        help=_("One duo lasts six months, so two a year is the most for a mentor with one place."),
    ),
    Input(
        "follow_up_hours",
        _("Follow-up by a coordinator"),
        _("hours a duo"),
        0.1,
        200,
        30,
        0.1,
    ),
    Input(
        "intake_hours",
        _("Intake and matching by a coordinator"),
        _("hours a duo"),
        0,
        200,
        30,
        0.5,
        help=_("Registrations, interviews and matching for one duo. Nobody has published this."),
    ),
    Input("hours_per_post", _("Hours of a full-time post"), _("a year"), 100, 3000, 2000, 1, 800),
    Input(
        "caseload",
        _("Most running duos for a full-time post"),
        _("duos"),
        1,
        1000,
        200,
        needed=False,
        help=_("Leave it empty where there is no such limit: then only the hours count."),
    ),
    Input("duo_months", _("Length of a duo"), _("months"), 1, 24, 12, 0.5, 1),
    Input(
        "reach",
        _("Most of the young people that can be reached"),
        _("% a year"),
        0.01,
        100,
        20,
        0.1,
        per_cent=True,
    ),
)
UNIT = (
    Input("duos", _("Duos started now"), _("a year"), 0, 1e6, 3000, 10),
    Input("mentors", _("Active mentors now"), _("mentors"), 0, 1e6, 3000, 10),
    Input(
        "candidates",
        _("New people who wish to become mentors"),
        _("a quarter"),
        0,
        1e6,
        500,
        5,
    ),
    Input(
        "rounds",
        _("Training rounds"),
        _("a quarter"),
        0,
        10_000,
        40,
        help=_("One round holds all eight half-days."),
    ),
    Input("places", _("Places in a round"), _("mentors"), 0, 1000, 40),
    Input("posts", _("Coordinators now"), _("full-time posts"), 0, 100_000, 40, 0.5),
    Input("money", _("Money for duos"), _("a year"), 0, 1e12, 5e6, 10_000),
    Input("cost", _("Cost of a duo"), _("money a duo"), 1, 1e6, 5000, 10),
    Input("population", _("Young people it is meant for"), _("people"), 1, 1e9, 500_000, 1000),
)
ALL = {one.code: one for one in (*LEVERS, *RATES, *UNIT)}
GENERAL = (*LEVERS, *RATES)

Triangle = Mapping[str, float | None]
"""`likely`, and `low` and `high` where they were given, as typed."""


def plan_of(inputs: Mapping[str, Any]) -> Plan:
    """What is kept of a scenario, as the bands count it."""
    rates = {one.code: _value(one, inputs["rates"].get(one.code)) for one in GENERAL}
    units = [{one.code: _surely(one, unit[one.code]) for one in UNIT} for unit in inputs["units"]]
    return Plan(rates, units, [(place, shares) for place, _, shares in leaves_of(inputs)])


def model_of(inputs: Mapping[str, Any]) -> tuple[Rates, list[Unit], list[Unit]]:
    """The most likely values: rates, the countries, and the units that are counted."""
    plan = plan_of(inputs)
    likely: dict[str, Any] = {name: one and one.likely for name, one in plan.rates.items()}
    rates = Rates(**likely)
    countries = [
        Unit(code=kept["code"], **{name: value.likely for name, value in unit.items()})
        for kept, unit in zip(inputs["units"], plan.units, strict=True)
    ]
    counted = [
        Unit(**vars(countries[place]) | {"code": code} | _parts(countries[place], shares))
        for place, code, shares in leaves_of(inputs)
    ]
    return rates, countries, counted


def leaves_of(inputs: Mapping[str, Any]) -> list[tuple[int, str, Mapping[str, float]]]:
    """The place of the country, the code and the shares of each antenna; a country of which no
    antenna is known is counted as one."""
    whole = dict.fromkeys(EXTENSIVE, 1.0)
    found: list[tuple[int, str, Mapping[str, float]]] = []
    for place, unit in enumerate(inputs["units"]):
        antennas = inputs.get("antennas", {}).get(unit["code"], {})
        found += [(place, f"{unit['code']}/{code}", part) for code, part in antennas.items()]
        if not antennas:
            found.append((place, unit["code"], whole))
    return found


def _parts(unit: Unit, shares: Mapping[str, float]) -> dict[str, float]:
    return {name: getattr(unit, name) * shares[name] for name in EXTENSIVE}


def _surely(one: Input, typed: Triangle) -> Value:
    value = _value(one, typed)
    if value is None:
        raise ValueError(f"{one.code} is needed")
    return value


def _value(one: Input, typed: Triangle | None) -> Value | None:
    if typed is None or typed["likely"] is None:
        return None
    counted = [None if end is None else one.counted(end) for end in _ends(typed)]
    return Value.of(one.counted(typed["likely"]), *counted)


def _ends(typed: Triangle) -> tuple[float | None, float | None]:
    return typed.get("low"), typed.get("high")
