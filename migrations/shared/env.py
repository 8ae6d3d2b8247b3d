"""Migrations of the shared database: run on the connection that `app.core.engines.migrate` gives."""

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import TypeDecorator

import app  # noqa: F401 - every feature brings its tables
from app.core.db import SharedBase as Tables



def plain_type(kind: str, item: object, autogen: AutogenContext) -> str | bool:
    """A column type of our own is written as what the database keeps, so that a migration still
    runs when the code has moved on."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Tables.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=plain_type,
    transactional_ddl=True,
    include_name=lambda name, kind, parents: name not in {"owner", "alembic_version"},
)
with context.begin_transaction():
    context.run_migrations()
