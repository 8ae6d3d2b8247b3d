"""A scenario with every number given, as kept and as typed; and what countries publish."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import create_engine, delete, insert

from app.core import engines
from app.core.db import db
from app.planner import actions, queries
from app.planner.model import Rates, Unit
from app.planner.schemas import for_form
from app.publication.models import Publication

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


def typed(*codes: str, name: str = "As today", **changes: Any) -> dict[str, str]:
    """What the form sends: `units-0-mentors` and the like; None empties a box."""
    units = codes or every_code()
    flat: dict[str, Any] = for_form(inputs(*units), units, name=name)
    sent = {key: flat[key] for key in flat if key != "units"}
    for place, one in enumerate(flat["units"]):
        sent |= {f"units-{place}-{key}": value for key, value in one.items()}
    changes = {key.replace("__", "-"): value for key, value in changes.items()}
    return {key: str(value) for key, value in (sent | changes).items() if value is not None}


def every_code() -> list[str]:
    return [country.code for country in queries.countries()]


def kept(name: str = "As today", *codes: str, **changes: Any) -> Any:
    scenario = actions.keep_scenario(name=name, note=None, inputs=inputs(*codes, **changes))
    db.session.commit()
    return scenario


def publish(url: str, *rows: tuple[str, str, str, list[dict[str, Any]]], version: int = 1) -> None:
    """Rows of tenant, template, period and cells, written as an operator would."""
    engine = create_engine(engines.existing_only(url))
    with engine.begin() as connection:
        for tenant, template, period, cells in rows:
            facts = {"tenant": tenant, "template": template, "period": period, "cells": cells}
            released = {"version": version, "released_at": datetime(2026, 10, 9, tzinfo=UTC)}
            connection.execute(insert(Publication).values(**facts, **released))
    engine.dispose()


def unpublish(url: str) -> None:
    engine = create_engine(engines.existing_only(url))
    with engine.begin() as connection:
        connection.execute(delete(Publication))
    engine.dispose()


def counted(key: str = "count", **counts: int | None) -> list[dict[str, Any]]:
    """Cells by antenna."""
    return [{"at": {"antenna": code}, "counts": {key: n}} for code, n in counts.items()]
