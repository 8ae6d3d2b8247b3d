"""What both kinds of migrations do: run on the connection that `app.core.engines.migrate` gives."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import MetaData, TypeDecorator

NOT_OURS = frozenset({"owner", "alembic_version"})


def run(tables: MetaData) -> None:
    """Called by `migrations/*/env.py`, once for each database."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=tables,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=plain_type,
        transactional_ddl=True,
        include_name=lambda name, kind, parents: name not in NOT_OURS,
    )
    with context.begin_transaction():
        context.run_migrations()


def plain_type(kind: str, item: object, autogen: AutogenContext) -> str | Literal[False]:
    """A column type of our own is written as what the database keeps, so that a migration still
    runs when the code has moved on."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False
