"""Questions about the personal links."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core.db import db
from app.core.tenancy import tenant
from app.my_expenses.models import ExpenseLink
from app.people.models import Person


def link_of(person: Person) -> ExpenseLink | None:
    statement = select(ExpenseLink).where(ExpenseLink.person_id == person.id)
    return db.session.scalars(statement).one_or_none()


def link_of_digest(digest: str) -> ExpenseLink | None:
    """With its mentor."""
    statement = select(ExpenseLink).where(ExpenseLink.key_hash == digest)
    return db.session.scalars(statement.options(selectinload(ExpenseLink.person))).one_or_none()


def language_of(person: Person) -> str:
    """Theirs where the tenant works in it."""
    known = tenant().languages
    return person.language if person.language in known else tenant().default_language
