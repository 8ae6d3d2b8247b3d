"""How connections behave, who owns a database, and how one is made and migrated."""

import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app, has_request_context, request
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    insert,
    inspect,
    select,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from app.core import logs
from app.core.config import REPOSITORY

OWNER = Table("owner", MetaData(), Column("code", String(8), primary_key=True))
logger = logging.getLogger(__name__)
BUSY_TIMEOUT_MS = 10_000


class WrongOwner(RuntimeError):
    """The database says that it belongs to another tenant."""


class BrokenReferences(RuntimeError):
    """A migration would leave rows that refer to rows which are not there."""


class OldRevision(RuntimeError):
    """The database is not at the revision that this version of the product needs."""


@event.listens_for(Engine, "connect")
def _prepare_connection(connection: Any, record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """SQLite takes the write lock at once where something will be written.

    A deferred BEGIN that turns into a write failed 691 of 900 times under concurrency.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _will_write() else "BEGIN")


def _will_write() -> bool:
    if not has_request_context():
        return True
    view = current_app.view_functions.get(request.endpoint or "")
    return request.method not in {"GET", "HEAD", "OPTIONS"} or getattr(view, "writes", False)


def existing_only(url: str) -> str:
    """The same SQLite URL, opened so that a typo in it creates nothing."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"}:
        return url
    query = {"mode": "rw", "uri": "true"}
    return parsed.set(database=f"file:{parsed.database}", query=query).render_as_string(
        hide_password=False
    )


def read_only(url: str) -> str:
    """The same SQLite URL, opened for reading; on PostgreSQL the role's grants see to it."""
    return existing_only(url).replace("mode=rw", "mode=ro")


def migrate(url: str, *, branch: str, owner: str, keys: Sequence[str] = ()) -> str:
    """Make or bring up to date one database; the revision reached. `keys` are the tenant's secrets.

    Raises `WrongOwner` when it carries another tenant's marker.
    """
    make_file(url)
    with rebuilding(url) as connection:
        mark_owner(connection, owner)
        upgrade(connection, branch, keys=keys)
    return head(branch)


@contextmanager
def opened(url: str, *, writes: bool = True, **options: Any) -> Iterator[Connection]:
    """One transaction in an existing database; nothing of it stays open.

    Without `writes`, SQLite takes no lock that would keep writers out.
    """
    address = existing_only(url) if writes else read_only(url)
    with _transaction(create_engine(address, hide_parameters=True, **options)) as connection:
        yield connection


@contextmanager
def rebuilding(url: str) -> Iterator[Connection]:
    """As `opened`, for migrations. SQLite changes some columns by copying a table and dropping the
    old one: with foreign keys enforced that is refused, or takes along the rows that refer to it.
    They are looked at when all is done; raises `BrokenReferences`, and nothing is changed."""
    engine = create_engine(existing_only(url), hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _enforce_nothing)
    with _transaction(engine) as connection:
        yield connection
        if engine.dialect.name == "sqlite":
            _refuse_broken_references(connection)


@contextmanager
def _transaction(engine: Engine) -> Iterator[Connection]:
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _enforce_nothing(connection: Any, record: Any) -> None:
    """Before the transaction begins: within one SQLite does not listen."""
    connection.execute("PRAGMA foreign_keys=OFF")


def _refuse_broken_references(connection: Connection) -> None:
    """Names tables, never what is in them."""
    found = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if found:
        pairs = sorted({f"{row[0]} to {row[2]}" for row in found})
        raise BrokenReferences(f"rows would refer to nothing: {', '.join(pairs)}")


def upgrade(
    connection: Connection, branch: str, to: str = "head", *, keys: Sequence[str] = ()
) -> None:
    """In the transaction of this connection. With `keys` (the newest first) texts are sealed."""
    config = alembic_config(branch)
    config.attributes |= {"connection": connection, "keys": keys}
    command.upgrade(config, to)


def mark_owner(connection: Connection, owner: str) -> None:
    """Write the one-row marker in a new database; refuse one that is somebody else's."""
    OWNER.create(connection, checkfirst=True)
    found = connection.scalar(select(OWNER.c.code))
    if found is None:
        connection.execute(insert(OWNER).values(code=owner))
    elif found != owner:
        raise WrongOwner(f"this database belongs to {found}, not to {owner}")


def check_owner(engine: Engine, owner: str) -> None:
    """Raises `WrongOwner` when the database is marked for another, or not at all."""
    with engine.connect() as connection:
        found = owner_of(connection)
    # Asked before gunicorn forks: a connection kept here would be shared by all its workers.
    engine.dispose()
    refuse_owner(found, owner)


def refuse_owner(found: str | None, owner: str) -> None:
    if found != owner:
        raise WrongOwner(f"the database configured for {owner} belongs to {found or 'nobody'}")


def owner_of(connection: Connection) -> str | None:
    """Whose database this is; None when it is not marked."""
    marked = inspect(connection).has_table("owner")
    return connection.scalar(select(OWNER.c.code)) if marked else None


def check_shared(engine: Engine) -> None:
    """The same of the shared database; a tenant works without it while it is away."""
    try:
        check_owner(engine, "shared")
    except OperationalError as error:
        logger.warning("the shared database is away: %s", logs.kind_of(error))
        engine.dispose()


def revision(engine: Engine) -> str | None:
    """The revision a database is at; None when nothing was ever migrated."""
    with engine.connect() as connection:
        return revision_of(connection)


def revision_of(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def head(branch: str) -> str:
    found = ScriptDirectory.from_config(alembic_config(branch)).get_current_head()
    if found is None:
        raise LookupError(f"migrations/{branch} has no revision")
    return found


def knows(branch: str, revision: str) -> bool:
    """Whether this version of the product has the revision; a newer one has more of them."""
    known = ScriptDirectory.from_config(alembic_config(branch)).walk_revisions()
    return revision in {one.revision for one in known}


def alembic_config(branch: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(REPOSITORY / "migrations" / branch))
    return config


def make_file(url: str) -> None:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return
    path = Path(parsed.database)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=True)


def replace_content(url: str, new: Path) -> None:
    """Let the SQLite database at `url` hold what the file `new` does: all at once, while it is in
    use. A file put in the place of another would be mixed up with what waits in the WAL of that.
    """
    live = Path(make_url(url).database or "")
    with (
        closing(sqlite3.connect(f"{new.as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(f"{live.as_uri()}?mode=rw", uri=True)) as target,
    ):
        target.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        source.backup(target)
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def set_aside_broken(url: str) -> None:
    """Rename an SQLite file that is none any more, with what belongs to it: `tenant.db.broken`."""
    live = Path(make_url(url).database or "")
    try:
        with closing(sqlite3.connect(f"{live.as_uri()}?mode=rw", uri=True)) as connection:
            connection.execute("PRAGMA schema_version")
    except sqlite3.DatabaseError:
        for ending in ("", "-wal", "-shm"):
            part = live.with_name(live.name + ending)
            if part.exists():
                part.replace(live.with_name(f"{live.name}.broken{ending}"))
