"""A new secret for a tenant: what was sealed with an older one is sealed with the new one."""

from collections.abc import Iterator

from cryptography.fernet import MultiFernet
from sqlalchemy import Column, Connection, Text, select, type_coerce, update

from app.core.db import Base
from app.core.sealing import Sealed, box, keys_of, seal, unseal
from app.operations import notes
from app.operations.places import Place


def reseal(place: Place) -> dict[str, int]:
    """All of it in one transaction: how many texts were sealed, and how many no key opens."""
    done = {"sealed": 0, "unreadable": 0}
    with place.writing() as connection:
        for column, purpose in sealed_columns():
            its_box = box(keys_of(place.settings), purpose)
            for what, count in _reseal(connection, column, its_box).items():
                done[what] += count
        notes.add(connection, "resealed", **done)
    return done


def sealed_columns() -> Iterator[tuple[Column[str], str]]:
    """With what each is sealed for."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Sealed):
                yield column, column.type.purpose


def _reseal(connection: Connection, column: Column[str], its_box: MultiFernet) -> dict[str, int]:
    """Read as the database keeps it: there is no application whose keys the type could ask for.
    What somebody else wrote meanwhile stays, a mail that left above all."""
    table, kept = column.table, type_coerce(column, Text)
    done = {"sealed": 0, "unreadable": 0}
    for number, text in connection.execute(select(table.c.id, kept).where(kept.is_not(None))).all():
        opened = unseal(its_box, text)
        done["unreadable" if opened is None else "sealed"] += 1
        if opened is not None:
            new = type_coerce(seal(its_box, opened), Text)
            unchanged = (table.c.id == number, kept == type_coerce(text, Text))
            connection.execute(update(table).where(*unchanged).values({column: new}))
    return done
