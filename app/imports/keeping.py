"""The files that were sent: kept out of reach until they are taken in, and no longer.

A file is deleted as soon as its rows are taken in, when its import is discarded, and after
`DRAFT_DAYS` in any case. Refused rows stay `REFUSED_DAYS`, so that they can be corrected; after
that only how many there were is still told. (The house's own choice: as short as the work allows,
article 5(1)(e) of Regulation (EU) 2016/679.)
"""

import secrets
import shutil
import time
from pathlib import Path

from flask import current_app
from werkzeug.datastructures import FileStorage

DRAFT_DAYS = 7
REFUSED_DAYS = 90
SECONDS_A_DAY = 86_400


def keep(file: FileStorage) -> str:
    """Write down what was sent under a name that nobody can guess; that name."""
    name = secrets.token_hex(16)
    path = path_of(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    with path.open("wb") as target:
        shutil.copyfileobj(file.stream, target)
    return name


def forget(name: str | None) -> None:
    if name:
        path_of(name).unlink(missing_ok=True)


def path_of(name: str) -> Path:
    return folder() / name


def folder() -> Path:
    files: Path = current_app.extensions["tandem.settings"].files
    return files / "imports"


def forget_old() -> int:
    """Delete what has been lying here for too long; how many files."""
    oldest = time.time() - DRAFT_DAYS * SECONDS_A_DAY
    old = [path for path in folder().glob("*") if path.stat().st_mtime < oldest]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
