"""What readings do when two profiles are made one: they go along."""

from app.duplicates.merging import Moved
from app.people.models import Person
from app.readings.models import Reading
from app.training.merging import move_missing


def merging(kept: Person, gone: Person) -> list[Moved]:
    """A module that both were sent stays with each of them; what was moved."""
    return move_missing(Reading.person_id, Reading.module_id, kept, gone)
