"""An archive of modules that somebody else made: checked before anything of it is believed."""

import hashlib
import io
import json
import re
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _

from app.openlibrary.packaging import FORMAT, FORMAT_VERSION, MANIFEST, MODULES, SUMS

MOST_MEGABYTES = 100
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
MOST_FILES = 2_000
SUM = re.compile(r"([0-9a-f]{64})  (\S.*)")
PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
NO_ARCHIVE = _("This is no archive of a library (a ZIP file).")
NO_MANIFEST = _("This archive was not made by an open library: its manifest is missing.")
OTHER_FORMAT = _("This archive was made by a newer version. Bring this product up to date first.")


class WrongPackage(Exception):
    """Says in the reader's words why an archive is not taken."""


@dataclass(frozen=True)
class Package:
    """`files` are the modules' own, by path below the folder of modules."""

    origin_name: str
    origin_url: str
    attributions: dict[str, str]
    files: dict[str, bytes]

    def unpack(self, folder: Path) -> None:
        """Into an empty folder, one folder for each module."""
        for path, content in self.files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def read(sent: bytes) -> Package:
    """Raises `WrongPackage` for what is broken, too large, dangerous or changed on the way."""
    content = _unzipped(sent)
    manifest = _manifest(content)
    _check_sums(content)
    origin, start = manifest["origin"], f"{MODULES}/"
    modules = {
        path.removeprefix(start): told for path, told in content.items() if path.startswith(start)
    }
    named = {one["slug"]: one["attribution"] for one in manifest["modules"]}
    if not modules or {path.split("/")[0] for path in modules} != set(named):
        raise WrongPackage(NO_MANIFEST)
    return Package(origin["name"], origin["url"], named, modules)


def _unzipped(sent: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(sent)) as source:
            entries = [entry for entry in source.infolist() if not entry.is_dir()]
            _check_entries(entries)
            return {entry.filename: _content(source, entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        raise WrongPackage(NO_ARCHIVE) from None


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        text = _(
            "This archive is too large: at most %(files)s files and %(most)s MB.",
            files=MOST_FILES,
            most=MOST_MEGABYTES,
        )
        raise WrongPackage(text)
    for entry in entries:
        links = stat.S_ISLNK(entry.external_attr >> 16)
        parts = entry.filename.split("/")
        if links or len(parts) > 3 or not all(PART.fullmatch(part) for part in parts):
            text = _("The name of a file in this archive is not allowed: %(name)s.")
            raise WrongPackage(text % {"name": entry.filename[:80]})


def _content(source: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """No more than the archive says: a file may be larger than its head tells."""
    with source.open(entry) as opened:
        content = opened.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise zipfile.BadZipFile(entry.filename)
    return content


def _manifest(content: dict[str, bytes]) -> dict[str, Any]:
    try:
        found = json.loads(content[MANIFEST])
        known = {"origin": found["origin"], "modules": found["modules"]}
        told = [known["origin"]["name"], known["origin"]["url"]]
        told += [part for one in known["modules"] for part in (one["slug"], one["attribution"])]
        if found["format"] != FORMAT or not all(isinstance(text, str) for text in told):
            raise WrongPackage(NO_MANIFEST)
        if found["version"] != FORMAT_VERSION:
            raise WrongPackage(OTHER_FORMAT)
    except (KeyError, TypeError, ValueError):
        raise WrongPackage(NO_MANIFEST) from None
    return known


def _check_sums(content: dict[str, bytes]) -> None:
    lines = content.get(SUMS, b"").decode("utf-8", "replace").splitlines()
    told = {found[2]: found[1] for line in lines if (found := SUM.fullmatch(line))}
    for path in sorted(content.keys() - {SUMS}):
        if told.get(path) != hashlib.sha256(content[path]).hexdigest():
            text = _("This file was changed after the archive was made: %(name)s.")
            raise WrongPackage(text % {"name": path})
