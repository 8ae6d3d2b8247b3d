"""What a model of growth is given in tests, every number of it: as kept, and as counted."""

from typing import Any

from app.growth.model import Rates, Unit

RATES: dict[str, float | None] = {
    "candidate_growth": 0,
    "round_growth": 0,
    "post_growth": 0,
    "money_growth": 0,
    "again": 90,
    "duos_per_mentor": 1,
    "follow_up_hours": 8.9,
    "intake_hours": 0,
    "hours_per_post": 1498,
    "caseload": None,
    "duo_months": 6,
    "reach": 50,
}
UNIT: dict[str, float] = {
    "duos": 800,
    "mentors": 800,
    "candidates": 100,
    "rounds": 10,
    "places": 10,
    "posts": 100,
    "money": 1e8,
    "cost": 2000,
    "population": 1e6,
}


def inputs(*codes: str, goal: float = 50_000, quarters: int = 8, **changes: Any) -> dict[str, Any]:
    """Of these countries; a changed number may be a dict of likely, low and high."""
    rates = {name: triangle(changes.get(name, value)) for name, value in RATES.items()}
    unit = {name: triangle(changes.get(name, value)) for name, value in UNIT.items()}
    units = [{"code": code, **unit} for code in codes or ("be",)]
    return {
        "start": "2027-Q1",
        "quarters": quarters,
        "goal": goal,
        "rates": rates,
        "units": units,
        "antennas": {},
    }


def triangle(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {"likely": value}


def rates(**changes: Any) -> Rates:
    known = {"again": 0.9, "duos_per_mentor": 1.0, "follow_up_hours": 8.9, "intake_hours": 0.0}
    return Rates(**{**known, "reach": 0.5, **changes})


def unit(**changes: Any) -> Unit:
    return Unit(**{"code": "be", **UNIT, **changes})
