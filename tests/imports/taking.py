"""Taking in a few rows the way a command does, for tests that need a database."""

from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.core.db import db, transaction
from app.core.events import Event
from app.duos.models import Duo
from app.imports import running
from app.imports.models import Import
from app.outcomes.models import Spell
from app.people.models import Kind, Person
from app.references.tallies import summary_of
from tests.spreadsheets.files import csv_text, text_file


def take(folder: Path, *rows: dict[str, str], name: str = "list.csv", **options: Any) -> Any:
    """What the command prints about a CSV file with these rows."""
    return take_file(text_file(folder, csv_text(*rows), name), **options)


def take_file(path: Path, *, dry: bool = False, **options: Any) -> Any:
    with transaction():
        tallies = running.run_file(path, options, dry=dry, also_told=lambda _lists: ())
    return summary_of(tallies)


def counts(told: dict[str, Any]) -> tuple[int, int, int, int]:
    """Accepted, updated, unchanged, refused."""
    return tuple(told[name] for name in ("accepted", "updated", "unchanged", "refused"))


def person(reference: str, kind: Kind = Kind.MENTEE) -> Any:
    """As the database has it, not as the session remembers it."""
    db.session.expire_all()
    found = select(Person).where(Person.kind == kind, Person.reference == reference)
    return db.session.scalars(found).one()


def mentor(reference: str) -> Any:
    return person(reference, Kind.MENTOR)


def duo(reference: str) -> Duo:
    db.session.expire_all()
    return db.session.scalars(select(Duo).where(Duo.reference == reference)).one()


def spells() -> list[Spell]:
    db.session.expire_all()
    return list(db.session.scalars(select(Spell).order_by(Spell.id)))


def last_import() -> Import:
    db.session.expire_all()
    return db.session.scalars(select(Import).order_by(Import.id.desc()).limit(1)).one()


def events_named(name: str) -> list[Event]:
    return list(db.session.scalars(select(Event).where(Event.name == name).order_by(Event.id)))
