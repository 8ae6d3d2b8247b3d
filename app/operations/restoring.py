"""Putting a backup back: another tenant's is refused, and it is there wholly or not at all.

Each step may be the last before the power fails: what then lies there answers nobody, and the same
command run again completes it. Everybody signs in again afterwards, programs need new tokens, and
mails that waited in the backup are held: what was ended or sent since then must not come back.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, column, delete, table, update
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from app.accounts.models import ApiToken, SignIn
from app.core import clock, engines, roles, standing
from app.core.jobs import OutboxJob
from app.core.sealing import keys_of
from app.messages.actions import DELIVER
from app.operations import backups, dumps, notes, queue_keys
from app.operations.archives import BadArchive, Reader
from app.operations.places import Place

WHY = "restore"
DRAFT = ".restoring"
DATABASE = "tenant.db"
LOCK_SECONDS = 30
REVISION = table("alembic_version", column("version_num"))
BRANCH = "tenant"

Tell = Callable[[str], None]


def against(place: Place, reader: Reader) -> list[str]:
    """Why this backup cannot be put back here; nothing means that it can."""
    manifest, found = reader.manifest, []
    for what in ("tenant", "owner"):
        if manifest[what] != place.code:
            found.append(f"{reader.path.name} is a backup of {manifest[what]}, not of {place.code}")
            return found
    if not engines.knows(BRANCH, str(manifest.get("revision"))):
        found.append(f"{reader.path.name} was made by a newer version of the product: update first")
    return found


def restore(place: Place, reader: Reader, tell: Tell, *, safety: bool = True) -> Path | None:
    """The backup made of what was there before; None when it was not to be made.

    `tell` hears of each step. Raises `BadArchive` before anything is touched.
    """
    tell("check")
    if reasons := against(place, reader):
        raise BadArchive("; ".join(reasons))
    reader.verify()
    backups.refuse_full_disk(place, 2 * _size(reader))
    _require_own_database(place, readable=safety)
    before = None
    if safety:
        tell("backup")
        before = backups.back_up(place, ending="-before-restore").file
    standing.suspend(place.instance, place.code, WHY)
    draft = place.folder / DRAFT
    with _let_go_if_nothing_changed(place, draft):
        _prepare(place, reader, draft, tell)
    tell("replace")
    _put_in_place(place, draft)
    tell("files")
    _swap_files(place, draft)
    tell("queue")
    queue_keys.empty_queue(place)
    shutil.rmtree(draft)
    _open_again(place)
    tell("done")
    return before


def _require_own_database(place: Place, *, readable: bool) -> None:
    """Raises `WrongOwner` when what would be replaced is somebody else's."""
    try:
        with place.reading():
            pass
    except DatabaseError:
        if readable:
            raise


def _prepare(place: Place, reader: Reader, draft: Path, tell: Tell) -> None:
    """All that may fail; on PostgreSQL the rows are then in place."""
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    tell("unpack")
    reader.unpack(backups.FILES, draft / "files")
    tell("database")
    (_build_sqlite if place.is_sqlite else _rebuild_postgresql)(place, reader, draft)


@contextmanager
def _let_go_if_nothing_changed(place: Place, draft: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        _open_again(place)
        raise


def _open_again(place: Place) -> None:
    """Unless somebody had suspended it before."""
    if standing.suspended_for(place.instance, place.code) == WHY:
        standing.resume(place.instance, place.code)


def _size(reader: Reader) -> int:
    return sum(facts["bytes"] for facts in reader.manifest["members"].values())


def _build_sqlite(place: Place, reader: Reader, draft: Path) -> None:
    """In a file of its own."""
    url = f"sqlite:///{draft / DATABASE}"
    engines.make_file(url)
    with engines.opened(url) as connection:
        engines.mark_owner(connection, place.code)
        _fill(connection, reader)
    with engines.rebuilding(url) as connection:
        _bring_up_to_date(connection, reader, place)


def _rebuild_postgresql(place: Place, reader: Reader, draft: Path) -> None:
    """In the database itself: all in one transaction of the role that owns the tables."""
    with place.writing(place.settings.migration_url) as connection:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
        for one in reversed(dumps.tables_of(connection)):
            one.drop(connection)
        connection.execute(delete(REVISION))
        _fill(connection, reader)
        _bring_up_to_date(connection, reader, place)


def _put_in_place(place: Place, draft: Path) -> None:
    url = place.settings.database_url
    if place.is_sqlite:
        engines.set_aside_broken(url)
        engines.make_file(url)
        engines.replace_content(url, draft / DATABASE)
    else:
        roles.let_work(place.settings.migration_url, url)


def _fill(connection: Connection, reader: Reader) -> None:
    """Tables of the backup's revision, and its rows."""
    manifest = reader.manifest
    engines.upgrade(connection, BRANCH, str(manifest["revision"]))
    try:
        counts = dumps.load(connection, lambda name: _lines(reader, name))
    except (ValueError, KeyError, TypeError, SQLAlchemyError) as error:
        raise BadArchive(f"{reader.path.name}: {type(error).__name__} in its rows") from None
    if counts != manifest["tables"]:
        raise BadArchive(f"{reader.path.name} has other rows than its manifest says")


def _bring_up_to_date(connection: Connection, reader: Reader, place: Place) -> None:
    """Whatever came since."""
    engines.upgrade(connection, BRANCH, keys=keys_of(place.settings))
    _close_what_ended(connection)
    notes.add(connection, "restored", made_at=reader.manifest["made_at"])


def _lines(reader: Reader, name: str) -> dumps.Lines:
    yield from reader.lines(f"{dumps.FOLDER}{name}.jsonl")


def _close_what_ended(connection: Connection) -> None:
    now = clock.now()
    connection.execute(delete(SignIn))
    revoked = update(ApiToken).where(ApiToken.revoked_at.is_(None))
    connection.execute(revoked.values(revoked_at=now))
    waiting = update(OutboxJob).where(OutboxJob.pushed_at.is_(None), OutboxJob.name == DELIVER)
    connection.execute(waiting.values(pushed_at=now))


def _swap_files(place: Place, draft: Path) -> None:
    """By two renames; a second run finds either the one or the other done."""
    files, new, old = place.settings.files, draft / "files", draft / "files-before"
    if new.exists():
        if files.exists():
            files.rename(old)
        files.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new.rename(files)


def facts_of(reader: Reader) -> dict[str, Any]:
    """What an operator wants to see before saying yes."""
    manifest = reader.manifest
    rows = sum(manifest["tables"].values())
    return {"made_at": manifest["made_at"], "rows": rows, "revision": manifest["revision"]}
