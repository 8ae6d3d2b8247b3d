"""A scenario as kept and as typed; and what countries publish."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import create_engine, delete, insert

from app.core import engines
from app.core.db import db
from app.planner import actions, queries
from app.planner.schemas import for_form
from app.publication.models import Publication
from tests.growth.stage import inputs


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
