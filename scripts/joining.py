"""Prepares the environment, then lets a country join from the folder of whoever typed it."""

import os
import subprocess
import sys

from scripts.environment import ROOT, Problem, prepare

CALLED_FROM = "TANDEM_CALLED_FROM"
"""Paths of files are those of the person at the terminal; `scripts/python` goes elsewhere."""


def main() -> int:
    try:
        programs = prepare(ROOT)
    except Problem as problem:
        print(f"scripts/new-tenant: {problem}", file=sys.stderr)
        return 1
    folder = os.environ.get(CALLED_FROM, ".")
    try:
        return subprocess.call(
            [str(programs / "tandem"), "tenants", "new", *sys.argv[1:]], cwd=folder
        )
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
