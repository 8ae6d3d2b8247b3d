"""The way out: a country's job writes its own rows of the shared database, and no request does."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app
from sqlalchemy import Connection, create_engine

from app.core import engines


@contextmanager
def writing() -> Iterator[Connection]:
    """A transaction on the shared database. Raises `OperationalError` while it is away.

    On PostgreSQL the country's role and row-level security see to it that it writes only its own
    rows; on SQLite the caller names the tenant.
    """
    settings = current_app.extensions["tandem.settings"]
    engine = create_engine(engines.existing_only(settings.shared_url), hide_parameters=True)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
