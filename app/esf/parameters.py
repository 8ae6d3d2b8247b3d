"""What an operation keeps of the rules' open places, and as the computation takes it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from marshmallow import ValidationError

from app.esf.facts import ESTIMABLE, Parameters
from app.esf.reading import WrongFile
from app.esf.schemas import ParametersSchema

COLLECTED = ("EECO13", "EECO14", "EECO16", "EECO17")
"""Asked of each participant where an operation says nothing else: disability and minorities are
special categories (GDPR, Article 9) and are estimated unless the operation needs them (R9)."""
ENTITIES = {"public_bodies": "EECO18", "companies": "EECO19"}
DIRECT = (
    "long_term_below_age",
    "long_term_months_young",
    "long_term_months",
    "more_than_days",
    "students_inactive",
    "nonbinary",
)


def read(kept: Mapping[str, Any], objective: str) -> Parameters:
    """What is not said is as the specification has it."""
    collected = kept.get("collected", COLLECTED)
    entities = {code: kept.get(name) for name, code in ENTITIES.items()}
    return Parameters(
        objective=objective,
        target_groups=frozenset(kept.get("target_groups", ())),
        estimates={one["code"]: one["percent"] for one in kept.get("estimates", ())},
        not_collected=frozenset(ESTIMABLE) - frozenset(collected),
        entities={code: number for code, number in entities.items() if number is not None},
        **{name: kept[name] for name in DIRECT if kept.get(name) is not None},
    )


def from_file(path: Path) -> Parameters:
    """Of a JSON file, for figures of somebody's own files. Raises `WrongFile`."""
    try:
        sent = json.loads(path.read_text(encoding="utf-8"))
        objective = sent.pop("objective", "h") if isinstance(sent, dict) else ""
        kept = ParametersSchema().load(sent)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise WrongFile([f"{path}: is no JSON file: {error}"]) from None
    except ValidationError as error:
        wrong: dict[str, Any] = dict(error.messages_dict)
        raise WrongFile([f"{path}: {name}: {what}" for name, what in wrong.items()]) from None
    return read({"collected": ESTIMABLE} | kept, objective)
