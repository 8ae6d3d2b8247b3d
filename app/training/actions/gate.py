"""The gate to a first duo: it opens when all that is compulsory is completed."""

from collections.abc import Mapping
from datetime import date

from app.core.tenancy import tenant
from app.people.actions import record_training, set_stage
from app.people.models import Kind, Mentor, Person, Stage
from app.training import rules
from app.training.queries import completions
from app.training.queries.modules import required_now


def follow_gate(person: Person, before: Mapping[int, date]) -> None:
    """After somebody's completions changed; `before` are their days by module id until then.

    Complete: trained, and the evaluation comes next, where the country has one. Not complete any
    more: the training is open again, as long as the evaluation was not held. Nobody who is ready
    or in a duo is untrained.
    """
    if not isinstance(person, Mentor):
        return
    required = required_now()
    day = rules.trained_on(required, completions.days_of(person.id))
    if day is not None:
        _open(person, day)
    elif rules.is_open(required, before) and person.evaluated_on is None:
        _shut(person)


def open_gates() -> int:
    """For those in training whom a choice, a retired module or a merge let through; how many."""
    required = required_now()
    through = completions.untrained_with(required)
    for mentor in through:
        day = rules.trained_on(required, completions.days_of(mentor.id))
        if day is not None:
            _open(mentor, day)
    return len(through)


def _open(mentor: Mentor, day: date) -> None:
    """A mentor trained elsewhere keeps the day that was noted; one in training gets this one."""
    in_training = mentor.stage in {Stage.TRAINING, Stage.EVALUATION}
    if mentor.trained_on is None or (in_training and mentor.evaluated_on is None):
        record_training(mentor, trained_on=day)
    evaluates = Stage.EVALUATION in tenant().practice.steps[Kind.MENTOR]
    if mentor.stage == Stage.TRAINING and evaluates:
        set_stage(mentor, Stage.EVALUATION)


def _shut(mentor: Mentor) -> None:
    if mentor.stage in {Stage.TRAINING, Stage.EVALUATION}:
        record_training(mentor, trained_on=None)
        set_stage(mentor, Stage.TRAINING)
