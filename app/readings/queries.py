"""The readings of somebody, and the one that a key in their hands opens."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core.db import db
from app.people.models import Person
from app.readings.models import Reading


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


def readings_of(person: Person) -> dict[int, Reading]:
    """By module id."""
    found = select(Reading).where(Reading.person_id == person.id)
    return {row.module_id: row for row in db.session.scalars(found)}
