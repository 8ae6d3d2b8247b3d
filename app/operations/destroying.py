"""The end of a country here: nothing of it stays but the word that it left.

Only with an export in hand that was made after its last change. Each step may be done twice: broken
off anywhere, the same command run again goes on; meanwhile the country answers nobody.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import delete
from sqlalchemy.engine import make_url

from app import setup
from app.core import clock, engines, joining, roles, standing
from app.operations import notes, queue_keys
from app.operations.archives import PIECE, Reader
from app.operations.places import Place
from app.publication.models import Publication, Publisher

WHY = "destroy"
ACCOUNT = "destroying.json"
"""Written before the first step: what it says need not be proved again."""
GONE = ".destroyed-{0}"

Tell = Callable[[str], None]


class NotYet(Exception):
    """Something stands against destroying; nothing was touched. The text says what to do."""


def require(place: Place, reader: Reader, *, with_data_folder: bool) -> None:
    """Raises `NotYet` unless all that follows can be done, `BadArchive` on a damaged export, and
    `RedisError` while the queue is away.
    """
    if place.tenant.is_hq:
        raise NotYet("headquarters is no country: it writes what all countries read")
    if not place.is_sqlite and not setup.postgres_admin():
        raise NotYet("TANDEM_POSTGRES_URL must name an administrator, who can drop a database")
    if not place.settings.shared_migration_url:
        raise NotYet("the settings of the shared database are not on this machine")
    if with_data_folder and joining.account_of(place.instance, place.code) is None:
        raise NotYet(f"{place.tenant.folder} came with the product and was not made here")
    if reader.path.resolve().is_relative_to(place.folder.resolve()):
        raise NotYet(f"{reader.path} lies in what is destroyed: move it away first")
    if redis := queue_keys.connection(place):
        with redis:
            redis.ping()
    if account_of(place) != digest(reader.path):
        _require_own(place, reader)
        _require_unchanged(place, reader)


def _require_own(place: Place, reader: Reader) -> None:
    manifest = reader.manifest
    for code in (manifest["tenant"], manifest["owner"]):
        if code != place.code:
            raise NotYet(f"{reader.path.name} is an export of {code}, not of {place.code}")
    reader.verify()


def _require_unchanged(place: Place, reader: Reader) -> None:
    with place.reading() as connection:
        last, at = notes.last_change(connection)
    if reader.manifest["last_change"]["event"] != last:
        told = f"{place.code} has changed since that export"
        raise NotYet(f"{told}{f', on {at:%d %B at %H:%M} UTC' if at else ''}: export it again")


def destroy(place: Place, reader: Reader, tell: Tell, *, with_data_folder: bool) -> list[str]:
    """What could not be taken away, in sentences; `tell` hears of each step."""
    tell("begin")
    sum_ = digest(reader.path)
    _begin(place, reader, sum_)
    tell("queue")
    left = queue_keys.forget(place)
    tell("shared")
    leave_shared(place)
    tell("database")
    drop_database(place)
    tell("files")
    for folder in (place.settings.files, place.settings.mail):
        shutil.rmtree(folder, ignore_errors=True)
    tell("folder")
    facts = {"at": clock.now().isoformat(timespec="seconds"), "export": sum_}
    if with_data_folder:
        facts["data_folder"] = str(place.tenant.folder)
    standing.note_leaving(place.instance, place.code, facts)
    gone = place.instance / GONE.format(place.code)
    shutil.rmtree(gone, ignore_errors=True)
    place.folder.rename(gone)
    tell("rest")
    finish(place.instance, place.code)
    tell("done")
    return left


def _begin(place: Place, reader: Reader, sum_: str) -> None:
    """Answer nobody from here on; what was changed until then must be in the export."""
    was_suspended = standing.is_suspended(place.instance, place.code)
    standing.suspend(place.instance, place.code, WHY)
    if account_of(place) == sum_:
        return
    try:
        _require_unchanged(place, reader)
    except NotYet:
        if not was_suspended:
            standing.resume(place.instance, place.code)
        raise
    _write(place.folder / ACCOUNT, json.dumps({"export": sum_}))


def finish(instance: Path, code: str) -> bool:
    """The last part, for which the country itself is no longer needed; whether it had left."""
    facts = standing.leaving_of(instance, code)
    if facts is None:
        return False
    shutil.rmtree(instance / GONE.format(code), ignore_errors=True)
    if data := facts.pop("data_folder", None):
        shutil.rmtree(data, ignore_errors=True)
        standing.note_leaving(instance, code, facts)
    return True


def account_of(place: Place) -> str:
    """The sum of the export that it was begun with; empty when it was not begun."""
    file = place.folder / ACCOUNT
    return str(json.loads(file.read_text(encoding="utf-8"))["export"]) if file.is_file() else ""


def digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as source:
        while piece := source.read(PIECE):
            found.update(piece)
    return found.hexdigest()


def leave_shared(place: Place) -> None:
    """Its publications and its name on the list; headquarters compares those that are left."""
    url, table = place.settings.shared_migration_url, Publication.__tablename__
    with engines.opened(url) as connection, roles.unbound(connection, table):
        connection.execute(delete(Publication).where(Publication.tenant == place.code))
        connection.execute(delete(Publisher).where(Publisher.code == place.code))
    roles.shut_out(url, place.settings.shared_url, table, place.code)


def drop_database(place: Place) -> None:
    if not place.is_sqlite:
        admin = setup.postgres_admin()
        urls = place.settings.migration_url, [place.settings.database_url]
        roles.remove(admin or "", *urls)
        return
    path = Path(make_url(place.settings.database_url).database or "")
    for ending in ("-wal", "-shm", "-journal", ""):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _write(file: Path, text: str) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as target:
        target.write(text)
