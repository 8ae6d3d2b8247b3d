"""Migrations of the shared database: run on the connection that `app.core.engines.migrate` gives."""

from alembic import context

import app  # noqa: F401 - every feature brings its tables
from app.core.db import SharedBase as Tables

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Tables.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=True,
    include_name=lambda name, kind, parents: name not in {"owner", "alembic_version"},
)
with context.begin_transaction():
    context.run_migrations()
