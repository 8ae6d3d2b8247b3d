"""Secrets of the second step, and mails that have not left, no longer lie readable."""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import context, op

from app.core.sealing import box, seal, unseal

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SEALED = (("users", "totp_secret", "accounts.totp"), ("mails", "body", "messages.body"))


def upgrade() -> None:
    _overwrite_what_goes()
    _make_anew("users", "totp_secret", sa.Text())
    _rewrite(seal)


def downgrade() -> None:
    """What no key opens is gone: it would be of no use unsealed either."""
    _rewrite(unseal)
    _make_anew("users", "totp_secret", sa.String(length=64))


def _overwrite_what_goes() -> None:
    """SQLite otherwise leaves what was in a row readable in its file."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("PRAGMA secure_delete=ON")


def _make_anew(table: str, column: str, kind: sa.types.TypeEngine) -> None:
    """A column of another type with what was in it. Not by a copy of the table, as SQLite changes
    a type otherwise: dropping the old `users` would take sessions and antennas along."""
    before = f"{column}_before"
    op.alter_column(table, column, new_column_name=before)
    op.add_column(table, sa.Column(column, kind, nullable=True))
    rows = sa.table(table, sa.column(column), sa.column(before))
    op.get_bind().execute(sa.update(rows).values({column: rows.c[before]}))
    op.drop_column(table, before)


def _rewrite(change: Callable) -> None:
    """Needs the tenant's secrets as soon as there is a row with anything in it."""
    connection, keys = op.get_bind(), context.config.attributes.get("keys", ())
    for table, column, purpose in SEALED:
        rows = sa.table(table, sa.column("id", sa.Integer), sa.column(column, sa.Text))
        found = sa.select(rows.c.id, rows.c[column]).where(rows.c[column].is_not(None))
        for number, text in connection.execute(found).all():
            changed = {column: change(box(keys, purpose), text)}
            connection.execute(sa.update(rows).where(rows.c.id == number).values(changed))
