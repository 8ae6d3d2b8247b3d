"""What training asks: when the gate to a first duo opens, who may follow a module.

Sources: Elements of Effective Practice for Mentoring, fifth edition (MENTOR, 2025), R7: no mentor
is paired untrained; brief.md of the organisation: eight half-day modules before the first duo.
"""

from collections.abc import Collection, Mapping
from datetime import date

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.people.models import Stage
from app.training.models import TrainingModule

HALF_DAY_HOURS = 3.5
"""A module is a half-day: 210 minutes, as the modules themselves say (brief.md: half-days)."""
MOST_HOURS = 24
"""More hours than a day has were not spent on one module in one session."""
LEFT = (Stage.DECLINED, Stage.WITHDRAWN)

RETIRED = Reason("retired", _("This module is retired: headquarters no longer offers it."))
NOT_FOR_THEM = Reason("not_for_them", _("This module is written for others."))
LEFT_US = Reason("left", _("This person is not in the programme any more."))
ALREADY_COMPLETED = Reason("already_completed", _("This person has completed this module."))
NONE_COMPULSORY = Reason(
    "none_compulsory",
    _("Choose at least one module: no mentor is paired untrained (R7 of the quality standard)."),
)


def is_open(required: Collection[int], completed: Collection[int]) -> bool:
    """Whether the gate to a first duo is open: all that is compulsory is completed.

    Without anything compulsory the gate stays shut: nothing then says that somebody was trained.
    """
    return bool(required) and set(required) <= set(completed)


def counts_for_gate(module: TrainingModule) -> bool:
    """A retired module can be followed nowhere, so it holds nobody back."""
    return module.compulsory and module.retired_at is None


def trained_on(required: Collection[int], days: Mapping[int, date]) -> date | None:
    """The day the last compulsory module was completed; None while one is missing.

    `days` are by module id.
    """
    return max(days[one] for one in required) if is_open(required, days) else None


def against_learning(module: TrainingModule, kind: str, stage: str) -> list[Reason]:
    """What stands against somebody of this kind, in this stage, following the module."""
    stands = {NOT_FOR_THEM: not is_for(module, kind), LEFT_US: stage in LEFT}
    return [reason for reason, holds in stands.items() if holds]


def is_for(module: TrainingModule, kind: str) -> bool:
    """A module that names no audience is for everybody, as one that came from old half-days."""
    audience = module.facts.get("audience") or []
    return not audience or kind in audience


def against_choosing(chosen: Collection[int]) -> list[Reason]:
    return [] if chosen else [NONE_COMPULSORY]
