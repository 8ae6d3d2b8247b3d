"""Mails of training: to a person, in their language, where they have an address."""

from typing import Any

from app.core.tenancy import tenant
from app.messages.actions import write_mail
from app.people.models import Person
from app.training.models import TrainingModule
from app.training.reading import title_of


def language_of(person: Person) -> str:
    """Theirs where the tenant works in it."""
    known = tenant().languages
    return person.language if person.language in known else tenant().default_language


def write_to(person: Person, kind: str, module: TrainingModule, **values: Any) -> bool:
    """False when there is no address: then somebody has to telephone."""
    if not person.email:
        return False
    title = title_of(module, language_of(person))
    write_mail(kind, person.email, person.language, person=person, module=title, **values)
    return True
