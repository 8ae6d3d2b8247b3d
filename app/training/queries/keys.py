"""What a key in somebody's hands opens: a module to read, a certificate to verify."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core.db import db
from app.training.models import Certificate, Reading


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def reading_of_key(key: str) -> Reading | None:
    """With its person and its module."""
    found = (
        select(Reading)
        .options(selectinload(Reading.person), selectinload(Reading.module))
        .where(Reading.key_hash == digest(key))
    )
    return db.session.scalars(found).one_or_none()


def certificate_of_code(code: str) -> Certificate | None:
    """With its person, whose initials it shows."""
    found = select(Certificate).options(selectinload(Certificate.person))
    return db.session.scalars(found.where(Certificate.code == code)).one_or_none()
