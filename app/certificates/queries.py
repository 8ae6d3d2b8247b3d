"""The certificates of somebody, and the one that a code on paper opens."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.certificates.models import Certificate
from app.core.db import db
from app.people.models import Person


def certificates_of(person: Person) -> Sequence[Certificate]:
    """The newest first."""
    found = select(Certificate).where(Certificate.person_id == person.id)
    return db.session.scalars(found.order_by(Certificate.id.desc())).all()


def certificate_of_code(code: str) -> Certificate | None:
    """With its person, whose initials it shows."""
    found = select(Certificate).options(selectinload(Certificate.person))
    return db.session.scalars(found.where(Certificate.code == code)).one_or_none()
