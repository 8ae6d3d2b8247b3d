"""Roles and databases on PostgreSQL: who may connect where, and who may do what there.

Each tenant has a database, a role that owns and migrates it, and a role that only reads and writes
rows. Nobody else may connect. All of it may be done again at any time; where an address is not of
PostgreSQL, or one role does all, there is nothing to do.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, create_engine
from sqlalchemy.engine import make_url

ROWS = "SELECT, INSERT, UPDATE, DELETE"
FIXED = '"owner", "alembic_version"'
"""Tables that only the migrating role writes."""


def provide(admin_url: str, owner_url: str, user_urls: Iterable[str]) -> None:
    """Make the roles of these addresses and the owner's database, which nobody else may enter."""
    owner, users = make_url(owner_url), [make_url(url) for url in user_urls]
    with _as_admin(admin_url) as connection:
        for url in (owner, *users):
            _make_role(connection, url)
        _make_database(connection, owner)


def let_work(owner_url: str, user_url: str) -> None:
    """The tenant's role may read and write rows of its database, and make or change no table."""
    role = _role(owner_url, user_url)
    _as_owner(
        role and owner_url,
        _may_connect(owner_url, role),
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT {ROWS} ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {ROWS} ON TABLES TO {role}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role}",
        f"REVOKE INSERT, UPDATE, DELETE ON {FIXED} FROM {role}",
    )


def let_read(owner_url: str, user_url: str, tables: Iterable[str]) -> None:
    """The tenant's role may read these tables of the shared database, and no other."""
    role = _role(owner_url, user_url)
    named = ", ".join([*(quoted(table) for table in tables), FIXED])
    _as_owner(
        role and owner_url,
        _may_connect(owner_url, role),
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
        f"GRANT SELECT ON {named} TO {role}",
    )


def let_edit(owner_url: str, user_url: str, tables: Iterable[str]) -> None:
    """Headquarters' role may write the rows of these tables of the shared database."""
    role = _role(owner_url, user_url)
    for table in tables:
        _as_owner(
            role and owner_url,
            f"GRANT {ROWS} ON {quoted(table)} TO {role}",
            f"GRANT USAGE ON SEQUENCE {quoted(f'{table}_id_seq')} TO {role}",
        )


def let_publish(owner_url: str, user_url: str, table: str, code: str) -> None:
    """The tenant's role sees, adds and changes the rows whose `tenant` is `code`, and no other.

    The owner is held to the same: a careless migration cannot publish for a country either.
    """
    role, mine = _role(owner_url, user_url), f"tenant = {literal(code)}"
    _as_owner(
        role and owner_url,
        *_policy(table, code, f"TO {role} USING ({mine}) WITH CHECK ({mine})"),
        f"GRANT INSERT, UPDATE ON {quoted(table)} TO {role}",
        f"GRANT USAGE ON SEQUENCE {quoted(f'{table}_id_seq')} TO {role}",
    )


def let_read_all(owner_url: str, user_url: str, table: str, code: str) -> None:
    """Headquarters sees the rows of every tenant and writes none."""
    role = _role(owner_url, user_url)
    _as_owner(role and owner_url, *_policy(table, code, f"FOR SELECT TO {role} USING (true)"))


@contextmanager
def unbound(connection: Connection, table: str) -> Iterator[None]:
    """Meanwhile the owner of a shared table is not held to the rules on its rows."""
    if connection.dialect.name != "postgresql":
        yield
        return
    connection.exec_driver_sql(f"ALTER TABLE {quoted(table)} NO FORCE ROW LEVEL SECURITY")
    yield
    connection.exec_driver_sql(f"ALTER TABLE {quoted(table)} FORCE ROW LEVEL SECURITY")


def shut_out(owner_url: str, user_url: str, table: str, code: str) -> None:
    """Take back whatever a tenant's role was given in the shared database."""
    role = _role(owner_url, user_url)
    if not role or not _role_exists(owner_url, user_url):
        return
    _as_owner(
        owner_url,
        f"DROP POLICY IF EXISTS {quoted(code)} ON {quoted(table)}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}",
        f"REVOKE ALL ON SCHEMA public FROM {role}",
        f"REVOKE ALL ON DATABASE {quoted(make_url(owner_url).database)} FROM {role}",
    )


def remove(admin_url: str, owner_url: str, user_urls: Iterable[str]) -> None:
    """Drop the owner's database, whoever is connected, and then the roles of these addresses."""
    owner, users = make_url(owner_url), [make_url(url) for url in user_urls]
    with _as_admin(admin_url) as connection:
        if _has_role(connection, owner):
            connection.exec_driver_sql(f"GRANT {quoted(owner.username)} TO CURRENT_USER")
        database = quoted(owner.database)
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
        for url in (owner, *users):
            connection.exec_driver_sql(f"DROP ROLE IF EXISTS {quoted(url.username)}")


@contextmanager
def _as_admin(url: str) -> Iterator[Connection]:
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
    )
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _role_exists(owner_url: str, user_url: str) -> bool:
    engine = create_engine(owner_url, hide_parameters=True)
    with engine.connect() as connection:
        found = _has_role(connection, make_url(user_url))
    engine.dispose()
    return found


def _has_role(connection: Connection, url: URL) -> bool:
    asked = "SELECT 1 FROM pg_roles WHERE rolname = %s"
    return bool(connection.exec_driver_sql(asked, (url.username,)).scalar())


def _may_connect(owner_url: str, role: str) -> str:
    return f"GRANT CONNECT ON DATABASE {quoted(make_url(owner_url).database)} TO {role}"


def _policy(table: str, code: str, what: str) -> tuple[str, ...]:
    return (
        f"ALTER TABLE {quoted(table)} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {quoted(table)} FORCE ROW LEVEL SECURITY",
        f"DROP POLICY IF EXISTS {quoted(code)} ON {quoted(table)}",
        f"CREATE POLICY {quoted(code)} ON {quoted(table)} {what}",
    )


def _make_role(connection: Connection, url: URL) -> None:
    """With the password of its address; the server is told only what it keeps of it."""
    found = _has_role(connection, url)
    session: Any = connection.connection.dbapi_connection
    password = session.pgconn.encrypt_password(
        (url.password or "").encode(), (url.username or "").encode(), b"scram-sha-256"
    )
    connection.exec_driver_sql(
        f"{'ALTER' if found else 'CREATE'} ROLE {quoted(url.username)}"
        f" LOGIN NOCREATEDB NOCREATEROLE PASSWORD {literal(password.decode())}"
    )


def _make_database(connection: Connection, owner: URL) -> None:
    """A database belongs to its owner role, which an administrator without all powers must join."""
    database, role = quoted(owner.database), quoted(owner.username)
    found = connection.exec_driver_sql(
        "SELECT 1 FROM pg_database WHERE datname = %s", (owner.database,)
    ).scalar()
    if not found:
        connection.exec_driver_sql(f"GRANT {role} TO CURRENT_USER")
        connection.exec_driver_sql(f"CREATE DATABASE {database} OWNER {role}")
        connection.exec_driver_sql(f"REVOKE ALL ON DATABASE {database} FROM PUBLIC")
        connection.exec_driver_sql(f"REVOKE {role} FROM CURRENT_USER")


def _role(owner_url: str, user_url: str) -> str:
    """The user as SQL names it; empty where nothing is to be granted."""
    owner, user = make_url(owner_url), make_url(user_url)
    apart = owner.get_backend_name() == "postgresql" and owner.username != user.username
    return quoted(user.username) if apart else ""


def _as_owner(url: str, *statements: str) -> None:
    """All of them or none; nothing when there is no address."""
    if not url:
        return
    engine = create_engine(url, hide_parameters=True)
    with engine.begin() as connection:
        connection.exec_driver_sql("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def quoted(name: str | None) -> str:
    return '"' + (name or "").replace('"', '""') + '"'


def literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
