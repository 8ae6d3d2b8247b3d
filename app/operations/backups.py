"""A backup of one tenant: all its rows at one moment, its files, and no secret of the installation.

It holds what the people of the tenant need to go on, their hashed passwords among it: keep it as
safe as the database itself. Second steps and mails are sealed in it: they can be read where the
tenant's secret is, which no backup holds.
"""

import json
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.core import clock, engines
from app.operations import dumps, notes
from app.operations.archives import Writer, is_harmless, writing
from app.operations.places import Place

KIND = "tandem-backup"
FILES = "files/"
LAST = "last-backup.json"
KEPT = 14


@dataclass(frozen=True)
class Made:
    """What a backup or an export came to."""

    file: Path
    made_at: datetime
    bytes: int
    rows: int
    files: int

    def told(self) -> dict[str, Any]:
        kept = {"bytes": self.bytes, "rows": self.rows, "files": self.files}
        return {"file": str(self.file), "made_at": self.made_at.isoformat(), **kept}


def back_up(place: Place, to: Path | None = None, *, keep: int = KEPT, ending: str = "") -> Made:
    """Into the tenant's own folder, where the oldest are then removed, or to another place."""
    now = clock.now()
    file = to or place.backups / f"{place.code}-{now:%Y%m%dT%H%M%S.%fZ}{ending}.zip"
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with writing(file) as archive, place.reading() as connection:
        facts = about(place, connection, now)
        facts["kind"] = KIND
        facts["settings"] = {
            "public_url": place.settings.public_url,
            "second_factor_required": place.settings.second_factor_required,
        }
        facts["tables"] = dumps.write(connection, archive)
        files = add_files(place.settings.files, archive)
        archive.close(facts)
    made = Made(file, now, file.stat().st_size, sum(facts["tables"].values()), files)
    remember(place, made)
    if to is None:
        remove_oldest(place, keep)
    return made


def about(place: Place, connection: Any, now: datetime) -> dict[str, Any]:
    """Whose rows these are and how far they reach, as the manifest says it."""
    number, at = notes.last_change(connection)
    return {
        "tenant": place.code,
        "owner": engines.owner_of(connection),
        "revision": engines.revision_of(connection),
        "made_at": now.isoformat(),
        "last_change": {"event": number, "at": at.isoformat() if at else None},
    }


def add_files(folder: Path, archive: Writer) -> int:
    """What was deleted meanwhile is left out; nothing outside of the folder gets in by a link."""
    count = 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file() or not is_harmless(name):
            continue
        try:
            archive.file(f"{FILES}{name}", path)
        except FileNotFoundError:
            continue
        count += 1
    return count


def remember(place: Place, made: Made) -> None:
    """Where the status finds it, also when the database cannot be asked."""
    draft = place.folder / f".{LAST}.{os.getpid()}"
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(made.told()), encoding="utf-8")
    draft.replace(place.folder / LAST)
    notes.note(place, "backed_up", bytes=made.bytes, rows=made.rows, files=made.files)


def last(place: Place) -> dict[str, Any] | None:
    file = place.folder / LAST
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else None


def remove_oldest(place: Place, keep: int) -> None:
    """Only what lies in the tenant's own folder under a name of our own."""
    for file in sorted(place.backups.glob(f"{place.code}-*.zip"))[:-keep]:
        file.unlink()


def refuse_full_disk(place: Place, needed: int) -> None:
    """Raises OSError before anything is unpacked."""
    if shutil.disk_usage(place.instance).free < needed:
        raise OSError(f"{place.instance}: unpacking needs {needed} bytes, and there are fewer")
