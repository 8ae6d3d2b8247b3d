"""What the intake does when two profiles are made one: its rows go along."""

from app.duplicates.merging import Moved, move
from app.intake.models import Decision, Evaluation, Interview
from app.people.models import Person

COLUMNS = (Interview.person_id, Evaluation.person_id, Decision.person_id)


def merging(kept: Person, gone: Person) -> list[Moved]:
    """Point the intake of the profile that goes at the one that stays; what was moved."""
    return [row for column in COLUMNS for row in move(column, kept, gone)]
