"""An installation to join: countries, catalogues and an instance that tests may change."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from app import cli, setup
from app.core.config import REPOSITORY
from app.onboarding import actions
from app.onboarding.cli import surroundings
from app.onboarding.steps import Run

NEIGHBOURS = ("be", "hq")
HEADER = "code,status,name_fr,opened_on,nuts2,postal_codes,languages\n"
ANTENNAS = HEADER + "LUX,planned,Luxembourg,,LU00,1000-9999,fr\n"
LUXEMBOURG = {"name": "Luxembourg", "languages": "fr", "admin": "ana.muller@lu.example"}


class Ground:
    """Luxembourg is not there yet; Belgium and headquarters are."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tenants, self.translations = folder / "tenants", folder / "translations"
        self.instance = folder / "instance"
        self.antennas = folder / "antennas.csv"

    def surroundings(self) -> dict[str, str]:
        return {
            "TANDEM_TENANTS": str(self.tenants),
            "TANDEM_TRANSLATIONS": str(self.translations),
            "TANDEM_INSTANCE": str(self.instance),
        }

    def lay(self) -> None:
        """To be called in these surroundings."""
        shutil.copytree(REPOSITORY / "tenants", self.tenants)
        shutil.copytree(REPOSITORY / "translations", self.translations)
        self.antennas.write_text(ANTENNAS, encoding="utf-8")
        assert setup.migrate_all(list(NEIGHBOURS), self.instance) == {}
        somebody = ["invite", "els@be.example", "--name=Els Peeters", "--role=director"]
        done = CliRunner().invoke(cli.main, ["-t", "be", "accounts", *somebody])
        assert done.exit_code == 0, done.output
        with closing(sqlite3.connect(self.instance / "be" / "tenant.db")) as opened:
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # else a later reader would do it

    def command(self, *words: str) -> Result:
        return CliRunner().invoke(cli.main, ["tenants", *words])

    def new(self, code: str = "lu", *words: str, **answers: Any) -> Result:
        """`tandem tenants new`, with what Luxembourg would answer unless told otherwise."""
        given = {**LUXEMBOURG, "antennas": str(self.antennas), **answers}
        options = [f"--{k.replace('_', '-')}={value}" for k, value in given.items() if value]
        return self.command("new", code, *options, *words)

    def told(self, code: str = "lu", *words: str, **answers: Any) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.new(code, "--json", *words, **answers).output)
        return found

    def join(self, after: Callable[[str], None], code: str = "lu", **answers: Any) -> Run:
        """The same without the command line, with something to be done after each step."""
        given = {**LUXEMBOURG, "antennas": str(self.antennas), **answers}
        around = surroundings()
        made, account = actions.prepare(code, given, around, resume=False)
        assert not made.mistakes, made.mistakes
        return actions.run(made, account, around, lambda told: None, after)

    def everything(self) -> dict[str, str]:
        """What lies anywhere, by path; without catalogues, which are compiled when asked for."""
        return checksums(self.tenants) | checksums(self.instance)

    def neighbours(self) -> dict[str, str]:
        """Databases, files and settings of the others."""
        found = checksums(self.translations)
        for code in NEIGHBOURS:
            found |= checksums(self.instance / code)
        return found | {
            path: sum_
            for path, sum_ in checksums(self.tenants).items()
            if not Path(path).is_relative_to(self.tenants / "lu")
        }


def checksums(folder: Path) -> dict[str, str]:
    """By path; what SQLite keeps beside a database while it is open is not part of it."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".mo" and not path.name.endswith(("-wal", "-shm"))
    }
