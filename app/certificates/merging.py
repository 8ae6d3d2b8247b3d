"""What certificates do when two profiles are made one: they go along."""

from app.certificates.models import Certificate
from app.duplicates.merging import Moved, move
from app.people.models import Person


def merging(kept: Person, gone: Person) -> list[Moved]:
    return move(Certificate.person_id, kept, gone)
