"""A mail to a person, in their language, where they have an address."""

from typing import Any

from app.messages.actions import write_mail
from app.people.models import Person


def write_to(person: Person, kind: str, **values: Any) -> bool:
    """False when there is no address: then somebody has to telephone."""
    if not person.email:
        return False
    write_mail(kind, person.email, person.language, person=person, **values)
    return True
