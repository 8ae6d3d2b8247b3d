"""What can be done to scenarios. Nothing here commits: the request does, once, at its end."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from app.core import clock, events
from app.core.db import db
from app.core.errors import refuse_if
from app.core.viewer import viewer
from app.planner import queries, rules, starting
from app.planner.models import Scenario

LONGEST_NAME = 120


def keep_scenario(
    *, name: str, note: str | None, inputs: Mapping[str, Any], version: int | None = None
) -> Scenario:
    """A new one, from the quarter after this one. Raises `Refused` when the name is taken."""
    refuse_if(rules.against_keeping(taken=queries.is_taken(name), version=0, seen=None))
    scenario = Scenario(
        name=name,
        note=note,
        inputs=complete(inputs, starting.next_quarter()),
        made_by_id=viewer().user_id,
        made_at=clock.now(),
        changed_at=clock.now(),
    )
    db.session.add(scenario)
    events.record("scenario.made", scenario)
    return scenario


def change_scenario(
    scenario: Scenario,
    *,
    name: str,
    note: str | None,
    inputs: Mapping[str, Any],
    version: int | None = None,
) -> Scenario:
    """Raises `Refused` when the name is taken, or somebody changed it since `version`."""
    refuse_if(rules.against_removing(removed=scenario.removed_at is not None))
    taken = queries.is_taken(name, besides=scenario.id)
    refuse_if(rules.against_keeping(taken=taken, version=scenario.version, seen=version))
    scenario.name, scenario.note = name, note
    scenario.inputs = complete(inputs, scenario.inputs["start"])
    changed = sorted(events.changed_fields(scenario))
    scenario.changed_at = clock.now()
    flag_modified(scenario, "inputs")
    events.record("scenario.changed", scenario, fields=changed)
    return scenario


def copy_scenario(scenario: Scenario) -> Scenario:
    """The same under the first free name: `Name (2)`."""
    base = scenario.name[: LONGEST_NAME - 6]
    name = next(
        free for number in range(2, 1000) if not queries.is_taken(free := f"{base} ({number})")
    )
    copied = Scenario(
        name=name,
        note=scenario.note,
        inputs=scenario.inputs,
        made_by_id=viewer().user_id,
        made_at=clock.now(),
        changed_at=clock.now(),
    )
    db.session.add(copied)
    events.record("scenario.copied", copied, of=scenario.id)
    return copied


def remove_scenario(scenario: Scenario) -> Scenario:
    """It can be brought back. Raises `Refused` when it was removed already."""
    refuse_if(rules.against_removing(removed=scenario.removed_at is not None))
    scenario.removed_at = clock.now()
    events.record("scenario.removed", scenario)
    return scenario


def bring_back_scenario(scenario: Scenario) -> Scenario:
    refuse_if(rules.against_bringing_back(removed=scenario.removed_at is not None))
    scenario.removed_at = None
    events.record("scenario.brought_back", scenario)
    return scenario


def complete(inputs: Mapping[str, Any], start: str) -> dict[str, Any]:
    """With the first quarter, and the antennas' shares as they are published today."""
    codes = [unit["code"] for unit in inputs["units"]]
    return {**inputs, "start": start, "antennas": starting.antennas_of(codes)}
