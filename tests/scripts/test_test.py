import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scripts.stage import Stage, write

PROGRAMS = ("ruff", "mypy", "lint-imports", "tandem", "pytest")
TESTS = "pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """Every check is a program that says how it was called, and fails when told to."""
    stage = Stage(tmp_path / "a project").furnish()
    for name in PROGRAMS:
        stub = f'#!/bin/sh\necho "called {name} $*"\n[ "$FAILS" != {name} ]\n'
        write(stage.root / ".venv" / "bin" / name, stub).chmod(0o755)
    stamp = stage.root / ".venv" / "tandem-installed.json"
    stamp.write_text(stamp.read_text().replace('"extras": []', '"extras": ["test"]'))
    return stage


def check(stage: Stage, *words: str, fails: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(stage.root / "scripts" / "test"), *words],
        cwd="/",
        env=os.environ | {"FAILS": fails},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_every_check_runs_and_the_tests_come_last(stage: Stage) -> None:
    done = check(stage)
    called = [line for line in done.stdout.splitlines() if line.startswith("called")]
    assert called == [
        "called ruff check .",
        "called ruff format --check .",
        "called mypy ",
        "called lint-imports ",
        "called tandem translations check",
        f"called {TESTS}",
    ]
    assert done.stdout.splitlines()[-1] == f"called {TESTS}"
    assert done.returncode == 0


@pytest.mark.parametrize("name", PROGRAMS)
def test_whatever_fails_the_exit_code_says_so(stage: Stage, name: str) -> None:
    assert check(stage, fails=name).returncode == 1


def test_a_check_that_failed_is_named_and_the_others_still_run(stage: Stage) -> None:
    done = check(stage, fails="mypy")
    assert "Failed before the tests: mypy" in done.stdout
    assert done.stdout.splitlines()[-1] == f"called {TESTS}"


def test_strict_makes_a_skip_a_failure_and_the_rest_is_for_pytest(stage: Stage) -> None:
    done = check(stage, "--strict", "-k", "duo", "tests/duos")
    assert done.stdout.splitlines()[-1] == f"called {TESTS} --strict-skips -k duo tests/duos"


def test_a_machine_without_chromium_is_told_how_to_get_it(stage: Stage, tmp_path: Path) -> None:
    folder = tmp_path / "bare"
    folder.mkdir()
    for name in ("sh", "dirname", "readlink"):
        (folder / name).symlink_to(str(shutil.which(name)))
    (folder / "python3").symlink_to(Path(sys.executable).resolve())
    done = subprocess.run(
        [str(stage.root / "scripts" / "test")],
        env={"PATH": str(folder), "FAILS": ""},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "apt-get install chromium" in done.stdout
