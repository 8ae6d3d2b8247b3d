"""Training on the page of a profile.

What runs for a module is known higher up: `training.under_way(person)` is answered with
`UnderWay`s, of which the first of a module is shown. `training.panels(person)` is answered with
`Panel`s, cards of the page of somebody's training.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.core import clock
from app.core.permissions import Permission
from app.core.questions import ask
from app.core.viewer import viewer
from app.people.models import Person
from app.people.panels import Panel
from app.training import rules
from app.training.models import Completion, TrainingModule
from app.training.queries import completions
from app.training.queries.modules import all_modules
from app.training.reading import title_of


@dataclass(frozen=True)
class UnderWay:
    """What runs for a module that is not completed yet; `tag` says it in a few words."""

    module_id: int
    detail: str
    tag: str
    tone: str = "neutral"


@dataclass(frozen=True)
class Line:
    """One module as it stands for somebody."""

    module: TrainingModule
    title: str
    completion: Completion | None
    under_way: UnderWay | None

    @property
    def counts(self) -> bool:
        return rules.counts_for_gate(self.module)


def of(person: Person) -> list[Panel]:
    """One card: what was followed, what comes, and what is missing for the gate."""
    if not viewer().may(Permission.TRAINING_READ):
        return []
    lines = lines_of(person)
    if not any(line.completion or line.under_way or line.counts for line in lines):
        return []
    shown = {"lines": lines, "hours": hours_this_year(lines)}
    return [Panel(title=_("Training"), template="training/panel.html", context=shown, order=15)]


def lines_of(person: Person) -> list[Line]:
    """The modules for this kind of person, and any other they completed, in their order."""
    done = {row.module_id: row for row in completions.completions_of(person)}
    running: dict[int, UnderWay] = {}
    for one in ask("training.under_way", person):
        running.setdefault(one.module_id, one)
    return [
        Line(
            module=module,
            title=title_of(module),
            completion=done.get(module.id),
            under_way=running.get(module.id),
        )
        for module in all_modules()
        if module.id in done or (rules.is_for(module, person.kind) and module.retired_at is None)
    ]


def hours_this_year(lines: Sequence[Line]) -> float:
    year = clock.today().year
    done = [line.completion for line in lines if line.completion]
    return sum(row.hours for row in done if row.completed_on.year == year)


def gate_of(lines: Sequence[Line]) -> dict[str, Any]:
    """How many of the compulsory modules are completed."""
    needed = [line for line in lines if line.counts]
    return {"needed": len(needed), "done": sum(line.completion is not None for line in needed)}
