"""What places at training sessions do when two profiles are made one: they go along."""

from app.duplicates.merging import Moved
from app.people.models import Person
from app.training.merging import move_missing
from app.training_sessions.models import TrainingPlace


def merging(kept: Person, gone: Person) -> list[Moved]:
    """Where both have a place at a session, each keeps theirs; what was moved."""
    return move_missing(TrainingPlace.person_id, TrainingPlace.session_id, kept, gone)
