"""Countries that ask, take in or follow up in their own way, made for a test."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.core.config import REPOSITORY
from app.core.tenancy import EXTENSION, load_tenant

NAMES = {"forms": "forms.toml", "stages": "stages.toml", "follow_up": "follow-up.toml"}


def country(root: Path, code: str = "be", **files: str) -> Path:
    """A copy of that country's folder with these files of its own."""
    folder = Path(shutil.copytree(REPOSITORY / "tenants" / code, root / code))
    for name, said in files.items():
        (folder / NAMES[name]).write_text(said, encoding="utf-8")
    return folder


def practise(app: Any, monkeypatch: Any, root: Path, **files: str) -> None:
    """The application's country works from now on as these files say."""
    known = app.extensions[EXTENSION]
    made = load_tenant(country(root, known.code, **files))
    monkeypatch.setitem(app.extensions, EXTENSION, replace(known, practice=made.practice))
