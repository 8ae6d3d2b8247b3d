"""The folder where all state of one copy of the product lives, seen from outside."""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.environment import Problem, make_folder

# What databases and catalogues are made from: nothing to prepare while these stay the same.
SOURCES = ("pyproject.toml", "migrations", "tenants", "translations", "app/demo")


@dataclass(frozen=True)
class Instance:
    root: Path
    folder: Path

    @property
    def accounts_file(self) -> Path:
        return self.folder / "demo-accounts.txt"

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Makes the folder and keeps other starts out of it. Raises `Problem`."""
        make_folder(self.folder, 0o700)
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError:
            raise Problem(f"Tandem already runs on {self.folder}.") from None
        finally:
            os.close(handle)

    def is_empty(self) -> bool:
        return not any(self.folder.iterdir())

    def looks_like_one(self) -> bool:
        """Made by this command, or by `tandem tenants migrate`."""
        made = [
            self._notes_file,
            *(self.folder / code / "settings.toml" for code in self.tenants()),
        ]
        return any(file.is_file() for file in made)

    def remove_contents(self) -> None:
        for entry in self.folder.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()

    def tenants(self) -> list[str]:
        """Their codes; the one of TENANT alone where that is set."""
        known = sorted(file.parent.name for file in self._countries.glob("*/tenant.toml"))
        only = os.environ.get("TENANT")
        return [code for code in known if only in {None, "", code}]

    def addresses(self, port: int) -> dict[str, str]:
        """Where each tenant that answers is found, by code: as its settings say, or by its host."""
        return {code: self._address(code, port) for code in self.tenants() if self._answers(code)}

    @property
    def _countries(self) -> Path:
        return Path(os.environ.get("TANDEM_TENANTS") or self.root / "tenants")

    def _answers(self, code: str) -> bool:
        """Not while suspended or still joining, nor once it left: see `app/core/standing.py`."""
        folder = self.folder / code
        joined = _json(folder / "onboarding.json").get("state", "active") == "active"
        left = code in _json(self.folder / "left.json")
        return (
            joined
            and not (folder / "suspended").exists()
            and (not left or (folder / "settings.toml").exists())
        )

    def _address(self, code: str, port: int) -> str:
        public = _toml(self.folder / code / "settings.toml").get("public_url")
        host = _toml(self._countries / code / "tenant.toml").get("host")
        return str(public or f"http://{host}:{port}").rstrip("/")

    @property
    def running_file(self) -> Path:
        """Read by `tandem` while this runs: where the queue and the pages are."""
        return self.folder / "running.json"

    @contextlib.contextmanager
    def announced(self, **facts: object) -> Iterator[None]:
        self.running_file.write_text(json.dumps(facts), "utf-8")
        try:
            yield
        finally:
            self.running_file.unlink(missing_ok=True)

    @property
    def _notes_file(self) -> Path:
        return self.folder / "serving.json"

    def notes(self) -> dict[str, object]:
        """What this command left for its next start; nothing at the first."""
        return _json(self._notes_file)

    def note(self, **facts: object) -> None:
        self._notes_file.write_text(json.dumps(self.notes() | facts), "utf-8")

    def fingerprint(self) -> str:
        """Changes when there may be something to prepare: after the loss of a database too."""
        seen = hashlib.sha256(
            repr(sorted(self.folder.glob("*.db")) + sorted(self.folder.glob("*/*.db"))).encode()
        )
        for name in SOURCES:
            for file in _files(self.root / name):
                facts = file.stat()
                seen.update(f"{file} {facts.st_size} {facts.st_mtime_ns}\n".encode())
        return seen.hexdigest()


def _toml(file: Path) -> dict[str, Any]:
    """Empty when it cannot be read: preparing says what is wrong in it."""
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def _json(file: Path) -> dict[str, Any]:
    """Empty when there is none."""
    try:
        facts = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return facts if isinstance(facts, dict) else {}


def _files(path: Path) -> list[Path]:
    """Sorted, without what is made from the others."""
    if path.is_file():
        return [path]
    return sorted(
        file for file in path.rglob("*") if file.is_file() and file.suffix not in {".mo", ".pyc"}
    )
