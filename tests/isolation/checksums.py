"""All rows of a tenant as one number, so that a test can say: nothing of it was touched."""

import hashlib

from flask import Flask
from sqlalchemy import Engine, select

from app.core.db import Base, SharedBase, db


def checksum(app: Flask) -> str:
    """Of every table of its own database."""
    with app.app_context():
        return of_tables(db.engine, Base)


def shared_checksum(app: Flask) -> str:
    with app.app_context():
        return of_tables(db.engines["shared"], SharedBase)


def of_tables(engine: Engine, base: type) -> str:
    found = hashlib.sha256()
    with engine.connect() as connection:
        for table in base.metadata.sorted_tables:
            rows = connection.execute(select(table).order_by(table.c.id)).all()
            found.update(f"{table.name}{[tuple(row) for row in rows]}".encode())
    return found.hexdigest()
