"""The steps of the intake in this country (`stages.toml`), for one kind of person."""

from dataclasses import dataclass

from app.core.tenancy import tenant
from app.people.models import Kind, Stage

ORDER = (
    Stage.REGISTERED,
    Stage.INFORMATION,
    Stage.INTERVIEW,
    Stage.TRAINING,
    Stage.EVALUATION,
)
"""Every step there is."""


@dataclass(frozen=True)
class Course:
    """The steps of one kind of person in this country, in their order."""

    kind: Kind
    steps: tuple[Stage, ...]

    def has(self, step: Stage) -> bool:
        return step in self.steps

    def after(self, stage: Stage | str) -> tuple[Stage, ...]:
        """The steps that follow; also for a step that the country no longer has."""
        place = ORDER.index(Stage(stage))
        return tuple(step for step in self.steps if ORDER.index(step) > place)

    @property
    def last(self) -> Stage:
        return self.steps[-1]


def course_of(kind: Kind | str) -> Course:
    steps = tenant().practice.steps[Kind(kind)]
    return Course(Kind(kind), tuple(Stage(step) for step in steps))
