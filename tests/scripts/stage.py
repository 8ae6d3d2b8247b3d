"""A small product with the real entrances, on which the commands are tried."""

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from scripts import environment

ROOT = Path(__file__).resolve().parents[2]
TENANT = 'host = "{code}.localhost"\n'
WSGI = """
def application(environ, start):
    known = environ["HTTP_HOST"].split(":")[0] in {"be.localhost", "hq.localhost"}
    start("200 OK" if known else "404 Not Found", [])
    return [b""]
"""
CLI = """
import os, signal, sys
from pathlib import Path
import click
INSTANCE = Path(os.environ["TANDEM_INSTANCE"])
@click.group()
def main(): pass
@main.group()
def tenants(): pass
@main.group()
def translations(): pass
@main.group()
def demo(): pass
def remember(what):
    with (INSTANCE / "remembered.txt").open("a") as file:
        print(what, file=file)
@translations.command("compile")
def compile_(): remember("compiled")
@tenants.command()
def migrate():
    if os.environ.get("STAGE_BROKEN"):
        raise click.ClickException("tenants/be/tenant.toml: host is missing")
    remember("migrated")
@demo.command()
def make():
    remember("invented")
    (INSTANCE / "demo-accounts.txt").write_text("director@be.example  a-password")
@main.command()
def worker():
    import redis
    assert redis.Redis.from_url(os.environ["REDIS_URL"]).ping()
    remember(f"worker {os.getpid()}")
    signal.pause()
"""


class Stage:
    """The folder of the small product, with an environment that needs no installing."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.instance = root / "instance"
        self.port = free_port()
        for name, text in {
            "pyproject.toml": '[project]\nname = "stage"\nversion = "1"\n',
            "wsgi.py": WSGI,
            "app/__init__.py": "",
            "app/cli.py": CLI,
            "app/core/__init__.py": "",
            "app/core/config.py": "class SettingsMistake(Exception): pass\n",
            "app/core/tenancy.py": "class TenantMistake(Exception): pass\n",
            "tenants/be/tenant.toml": TENANT.format(code="be"),
            "tenants/hq/tenant.toml": TENANT.format(code="hq"),
        }.items():
            write(root / name, text)
        shutil.copytree(ROOT / "scripts", root / "scripts")

    def furnish(self) -> "Stage":
        """An environment whose programs are those of the running tests, stamped as installed."""
        folder = self.root / ".venv"
        for name, words in {"python": "", "tandem": "-m app.cli_entrance"}.items():
            program = write(
                folder / "bin" / name, f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n'
            )
            program.chmod(program.stat().st_mode | stat.S_IXUSR)
        write(self.root / "app/cli_entrance.py", "from app.cli import main\nmain()\n")
        (folder / "lib").symlink_to(Path(sys.prefix) / "lib")
        stamp = {
            "root": str(self.root),
            "project": environment.digest(self.root / "pyproject.toml"),
        }
        write(environment.stamp_file(folder), json.dumps(stamp | {"extras": []}))
        return self

    def run(self, *words: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
        """`scripts/serve`, when it is expected to end by itself."""
        return subprocess.run(
            self._words(words),
            cwd="/",
            env=self._surroundings(surroundings),
            capture_output=True,
            text=True,
            timeout=60,
            stdin=subprocess.DEVNULL,
        )

    def serve(self, *words: str, **surroundings: str) -> "Served":
        child = subprocess.Popen(
            self._words(words),
            cwd="/",
            env=self._surroundings(surroundings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        return Served(self, child)

    def _words(self, words: Sequence[str]) -> list[str]:
        return [str(self.root / "scripts" / "serve"), "--port", str(self.port), *words]

    def _surroundings(self, more: Mapping[str, str]) -> dict[str, str]:
        inherited = {
            k: v for k, v in os.environ.items() if k not in {"REDIS_URL", "TANDEM_INSTANCE"}
        }
        return inherited | {"TANDEM_INSTANCE": str(self.instance)} | more

    def remembered(self) -> list[str]:
        """What the small product was asked to do, in order."""
        file = self.instance / "remembered.txt"
        return file.read_text().splitlines() if file.exists() else []

    def worker(self) -> int:
        """The process of the running worker, which may be up a little later than the pages."""

        def running() -> list[int]:
            found = [line for line in self.remembered() if line.startswith("worker")]
            return [pid for pid in (int(line.split()[1]) for line in found) if is_running(pid)]

        until(running)
        return running()[0]


class Served:
    """A running `scripts/serve`; as a context, never left behind."""

    def __init__(self, stage: Stage, child: subprocess.Popen[str]) -> None:
        self.stage = stage
        self.child = child
        self.said = ""

    def __enter__(self) -> "Served":
        assert self.child.stdout is not None
        for line in self.child.stdout:
            self.said += line
            if line.startswith("Ctrl-C"):
                return self
        raise AssertionError(f"never ready: {self.said}{self.end()}")

    def __exit__(self, *_error: object) -> None:
        with suppress(ProcessLookupError):
            self.child.kill()
        self.end()
        until(lambda: not is_taken(self.stage.port))

    def end(self, number: signal.Signals | None = None) -> str:
        """What it still complained about; the exit code is then in `child.returncode`."""
        if number is not None:
            self.child.send_signal(number)
        _out, complaints = self.child.communicate(timeout=30) if not self._closed() else ("", "")
        return complaints

    def _closed(self) -> bool:
        return self.child.stdout is None or self.child.stdout.closed


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def is_running(process: int) -> bool:
    """A process that ended but that nobody asked about counts as ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def until(condition: Callable[[], object], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.02)
