"""The steps of the intake in this country, as the rules take them."""

from app.core.tenancy import tenant
from app.intake.rules.stages import Course
from app.people.models import Kind, Stage


def course_of(kind: Kind | str) -> Course:
    steps = tenant().practice.steps[Kind(kind)]
    return Course(Kind(kind), tuple(Stage(step) for step in steps))
