"""A database full of rows goes back some revisions and comes forward again: nothing is lost."""

import pytest
from alembic import command
from sqlalchemy import MetaData, func, select

from app.core import engines
from app.core.sealing import keys_of
from app.operations import dumps

SINCE = "0004"
"""Tables that came later are gone on the way back."""


def counted(connection):
    """Rows by table."""
    tables = dumps.tables_of(connection)
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) for table in tables
    }


def go_back(connection, keys):
    config = engines.alembic_config("tenant")
    config.attributes |= {"connection": connection, "keys": keys}
    command.downgrade(config, SINCE)


def test_no_row_is_lost_when_a_full_database_is_migrated(site):
    place = site.place("be")
    url, keys = place.settings.migration_url, keys_of(place.settings)
    with engines.rebuilding(url) as connection:
        before = counted(connection)
        go_back(connection, keys)
        older = counted(connection)
    engines.migrate(url, branch="tenant", owner="be", keys=keys)
    with engines.opened(url) as connection:
        after = counted(connection)
    assert min(before.values()) >= 1
    kept = {name: rows for name, rows in before.items() if name in older}
    assert len(kept) > 80
    assert older == kept
    assert {name: after[name] for name in kept} == kept


def test_a_migration_that_would_leave_rows_without_what_they_refer_to_changes_nothing(site):
    url = site.place("be").settings.migration_url
    tables = MetaData()
    with engines.opened(url) as connection:
        tables.reflect(connection, only=["users"])
        before = counted(connection)

    def lose_users():
        with engines.rebuilding(url) as connection:
            connection.execute(tables.tables["users"].delete())

    with pytest.raises(Exception, match=r"rows would refer to nothing: .* to users|violates"):
        lose_users()
    with engines.opened(url) as connection:
        assert counted(connection) == before
