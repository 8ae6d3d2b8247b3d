"""A file that somebody sent."""

import re
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from werkzeug.datastructures import FileStorage

from app.spreadsheets.tables import MEGABYTE, Unreadable

MOST_NAME_LETTERS = 120
NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")


def shown_name(name: str | None) -> str:
    """The name of a file as it can be shown: no folders, no control characters, not too long."""
    last = re.split(r"[/\\]", name or "")[-1]
    clean = NOT_IN_A_NAME.sub("", last).strip(" .")
    return clean[-MOST_NAME_LETTERS:] or "file"


@contextmanager
def held(file: FileStorage, most_bytes: int) -> Iterator[Path]:
    """The file on disk for as long as it is read, and no longer. Raises `Unreadable`."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sent"
        with path.open("wb") as target, closing(file):
            shutil.copyfileobj(file.stream, target)
        if path.stat().st_size > most_bytes:
            raise Unreadable("too_large", most=most_bytes // MEGABYTE)
        yield path
