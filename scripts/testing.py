"""Runs every check there is, the tests last: their summary is the last line."""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.environment import ROOT, Problem, prepare, say

CHECKS = {
    "ruff check": ("ruff", "check", "."),
    "ruff format": ("ruff", "format", "--check", "."),
    "mypy": ("mypy",),
    "import-linter": ("lint-imports",),
    "translations": ("tandem", "translations", "check"),
}
TESTS = ("pytest", "--numprocesses=auto", "--dist=loadfile", "--no-loadscope-reorder")
"""A process for each core; what a file prepares, and what one of its tests leaves for another,
stays in one. The long files come early in the alphabet."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main(words: Sequence[str] | None = None) -> int:
    options, for_pytest = _options(words)
    try:
        programs = prepare(ROOT, frozenset({"test"}))
    except Problem as problem:
        print(f"scripts/test: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return run(programs, [*(["--strict-skips"] if options.strict else []), *for_pytest])


def _options(words: Sequence[str] | None) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="scripts/test",
        description=__doc__,
        epilog="Other arguments are pytest's.",
        allow_abbrev=False,
    )
    parser.add_argument("--strict", action="store_true", help="a test that is skipped is a failure")
    return parser.parse_known_args(words)


def run(programs: Path, for_pytest: list[str]) -> int:
    """Every check even after one that failed; the exit code is not 0 when any did."""
    try:
        failed = [name for name, words in CHECKS.items() if not passes(programs, name, words)]
        if not any(map(shutil.which, BROWSERS)):
            say(
                "Without Chromium the browser tests are skipped; this installs it:"
                " apt-get install chromium"
            )
        say(
            f"\nFailed before the tests: {', '.join(failed)}"
            if failed
            else "\nAll checks before the tests passed."
        )
        code = call(programs, (*TESTS, *for_pytest))
    except KeyboardInterrupt:
        return 130
    return code or bool(failed)


def passes(programs: Path, name: str, words: tuple[str, ...]) -> bool:
    say(f"\n== {name}")
    return call(programs, words) == 0


def call(programs: Path, words: tuple[str, ...]) -> int:
    program, *rest = words
    return subprocess.run(
        [str(programs / program), *rest],
        cwd=ROOT,
        env=os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}"},
        stdin=subprocess.DEVNULL,
        check=False,
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
