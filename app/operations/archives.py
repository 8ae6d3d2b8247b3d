"""The file a backup or an export is: a zip with a manifest, written in pieces, read with distrust.

A zip and no tar: its list of members can be checked before anything is unpacked, and the manifest
may come last, when all sums are known.
"""

import hashlib
import json
import os
import re
import secrets
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

MANIFEST = "manifest.json"
FORMAT = 1
PIECE = 256 * 1024
LARGEST_MANIFEST = 64 * 1024 * 1024
LARGEST_RATIO, SMALL = 200, 64 * 1024 * 1024
"""What is more than so many times as large unpacked, and not small, was made to fill a disk."""
HARMFUL = re.compile(r"[\x00-\x1f\x7f\\:]")
COMPRESSION = 4


DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)
"""What the library raises over a file that is not as it should be."""


class BadArchive(Exception):
    """A file is not what it must be; the text says why."""


class Member:
    """One file in the making: counts and sums what is written to it."""

    def __init__(self, target: IO[bytes]) -> None:
        self.target = target
        self.size = 0
        self.sum = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.size += len(data)
        self.sum.update(data)
        return self.target.write(data)


class Writer:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.members: dict[str, dict[str, Any]] = {}

    @contextmanager
    def member(self, name: str, *, packed: bool = True) -> Iterator[Member]:
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info._compresslevel = COMPRESSION  # type: ignore[attr-defined] # noqa: SLF001
        info.external_attr = (stat.S_IFREG | 0o600) << 16
        with self.archive.open(info, "w", force_zip64=True) as target:
            member = Member(target)
            yield member
        self.members[name] = {"bytes": member.size, "sha256": member.sum.hexdigest()}

    def file(self, name: str, path: Path, *, packed: bool = True) -> None:
        with path.open("rb") as source, self.member(name, packed=packed) as member:
            while piece := source.read(PIECE):
                member.write(piece)

    def close(self, facts: dict[str, Any]) -> None:
        manifest = {"format": FORMAT, **facts, "members": self.members}
        self.archive.writestr(MANIFEST, json.dumps(manifest, indent=1, sort_keys=True))


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """All or nothing, and readable by the owner alone from the first moment."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w+b") as target:
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
                yield Writer(archive)
            target.flush()
            os.fsync(target.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@dataclass(frozen=True)
class Reader:
    """An archive whose list of members was found to be as its manifest says."""

    path: Path
    archive: zipfile.ZipFile
    manifest: dict[str, Any]

    def verify(self) -> None:
        """Read all of it once; raises `BadArchive` when a sum is not that of the manifest."""
        for name, told in self.manifest["members"].items():
            found = hashlib.sha256()
            for piece in self.pieces(name):
                found.update(piece)
            if found.hexdigest() != told["sha256"]:
                raise BadArchive(f"{self.path.name}: {name} was changed or is damaged")

    def pieces(self, name: str) -> Iterator[bytes]:
        try:
            with self.archive.open(name) as source:
                while piece := source.read(PIECE):
                    yield piece
        except DAMAGED as error:
            raise BadArchive(f"{self.path.name}: {name} is damaged: {error}") from None

    def lines(self, name: str) -> Iterator[bytes]:
        with self.archive.open(name) as source:
            yield from source

    def unpack(self, below: str, folder: Path) -> None:
        """The members whose names begin with `below`, into a new folder."""
        folder.mkdir(mode=0o700)
        for name in [name for name in self.manifest["members"] if name.startswith(below)]:
            path = folder / name.removeprefix(below)
            for parent in reversed(path.relative_to(folder).parents):
                (folder / parent).mkdir(mode=0o700, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as target:
                target.writelines(self.pieces(name))


@contextmanager
def reading(path: Path, kind: str) -> Iterator[Reader]:
    """Raises `BadArchive` on anything that is not an archive of this kind, whole and harmless."""
    try:
        archive = zipfile.ZipFile(path)
    except DAMAGED as error:
        raise BadArchive(f"{path.name} is no archive of Tandem: {error}") from None
    with archive:
        reader = Reader(path, archive, _manifest(path, archive, kind))
        _refuse_harmful(path, archive)
        _refuse_other_members(reader)
        yield reader


def _manifest(path: Path, archive: zipfile.ZipFile, kind: str) -> dict[str, Any]:
    try:
        info = archive.getinfo(MANIFEST)
        if info.file_size > LARGEST_MANIFEST:
            raise BadArchive(f"{path.name}: its manifest is too large")
        found = json.loads(archive.read(info))
        members = found["members"]
        named = [found["kind"], found["tenant"], found["owner"], found["made_at"]]
        sums = [(told["bytes"] + 0, told["sha256"] + "") for told in members.values()]
    except (KeyError, TypeError, AttributeError, *DAMAGED) as error:
        raise BadArchive(f"{path.name} has no manifest of Tandem: {error}") from None
    if not all(isinstance(text, str) for text in named) or len(sums) != len(members):
        raise BadArchive(f"{path.name} has no manifest of Tandem")
    if found["kind"] != kind or found.get("format") != FORMAT:
        raise BadArchive(f"{path.name} is a {found['kind']} ({found.get('format')}), not a {kind}")
    return dict(found)


def _refuse_harmful(path: Path, archive: zipfile.ZipFile) -> None:
    infos = archive.infolist()
    for info in infos:
        mode = info.external_attr >> 16
        plain = not stat.S_IFMT(mode) or stat.S_ISREG(mode)
        known = info.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        named = is_harmless(info.filename) and info.orig_filename == info.filename
        if not (plain and known and named) or info.flag_bits & 1:
            raise BadArchive(f"{path.name}: {info.orig_filename!r} is nothing that Tandem packs")
    if len({info.filename for info in infos}) != len(infos):
        raise BadArchive(f"{path.name} holds the same name twice")
    unpacked = sum(info.file_size for info in infos)
    if unpacked > max(SMALL, LARGEST_RATIO * path.stat().st_size):
        raise BadArchive(f"{path.name} would fill the disk: {unpacked} bytes unpacked")


def is_harmless(name: str) -> bool:
    """No way out of the folder it is unpacked into."""
    return not HARMFUL.search(name) and not {"", ".", ".."} & {*name.split("/")}


def _refuse_other_members(reader: Reader) -> None:
    found = {info.filename: info.file_size for info in reader.archive.infolist()}
    found.pop(MANIFEST)
    told = {name: facts["bytes"] for name, facts in reader.manifest["members"].items()}
    if found != told:
        different = sorted(name for name in found | told if found.get(name) != told.get(name))
        raise BadArchive(f"{reader.path.name}: not as its manifest says: {different[0]}")
