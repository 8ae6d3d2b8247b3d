"""The environment of the project: `.venv` beside the code, installed anew only when it must be.

Like every module of this folder that starts something it leans on the standard library alone: it
runs before anything is installed, and a start must not wait for imports.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


class Problem(Exception):
    """Why a command cannot go on, in one line for the person who typed it."""


def prepare(root: Path, extras: frozenset[str] = frozenset()) -> Path:
    """The folder of the environment's programs, everything installed. Raises `Problem`."""
    folder = root / ".venv"
    with _alone(root):
        installed = _stamp(folder)
        wanted = {"root": str(root), "project": digest(root / "pyproject.toml")}
        extras |= frozenset(installed.get("extras", ()))
        if not _runs(folder) or installed.get("root") != wanted["root"]:
            _create(folder)
            installed = {}
        if installed != wanted | {"extras": sorted(extras)}:
            _install(root, folder, extras)
            stamp_file(folder).write_text(json.dumps(wanted | {"extras": sorted(extras)}))
    return folder / "bin"


@contextlib.contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Two commands started together must not install into one folder at once."""
    handle = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def stamp_file(folder: Path) -> Path:
    return folder / "tandem-installed.json"


def _stamp(folder: Path) -> dict[str, Any]:
    """What the last complete installation was made from; empty when there was none."""
    try:
        stamp = json.loads(stamp_file(folder).read_text())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _runs(folder: Path) -> bool:
    """False too when the Python it was made from is gone: the link then leads nowhere."""
    return (folder / "bin" / "python").exists()


def _create(folder: Path) -> None:
    if importlib.util.find_spec("ensurepip") is None:
        raise Problem(
            f"{sys.executable} cannot make environments: its venv module is missing"
            " (on Debian and Ubuntu: apt-get install python3-venv)."
        )
    make_folder(folder)
    done = _quietly([sys.executable, "-m", "venv", "--clear", str(folder)])
    if done.returncode:
        raise Problem(f"Cannot make the environment {folder}: {_last_line(done.stdout)}")


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """The folder, there and writable. Raises `Problem` when it cannot be."""
    try:
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
        probe = folder / ".tandem-probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Problem(f"Cannot write in {folder}: {error.strerror}.") from None


def _install(root: Path, folder: Path, extras: frozenset[str]) -> None:
    make_folder(folder)
    say("Installing the packages into .venv: a minute or two, this once ...")
    what = f".[{','.join(sorted(extras))}]" if extras else "."
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    done = _quietly([*pip, "install", "--quiet", "--editable", what], root)
    if done.returncode:
        (folder / "install.log").write_text(done.stdout)
        raise Problem(
            f"Cannot install the packages: {_reason(done.stdout)}"
            f" (the whole account: {folder / 'install.log'})"
        )


def _quietly(
    command: Sequence[str], folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs it with its two outputs kept as one."""
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PIP_USER": "0"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _reason(account: str) -> str:
    """The line of pip's account that names the package, or else its last complaint."""
    lines = [line.strip() for line in account.splitlines()]
    complaints = [line for line in lines if line.startswith("ERROR:")]
    named = [line for line in complaints if "No matching distribution" in line]
    return [_last_line(account), *complaints[-1:], *named[-1:]][-1]


def _last_line(account: str) -> str:
    return ([line.strip() for line in account.splitlines() if line.strip()] or ["no reason given"])[
        -1
    ]


def say(text: str) -> None:
    """Prints at once, also into a file or a pipe."""
    print(text, flush=True)
