"""Prepares the environment, then measures in it."""

import subprocess
import sys

from scripts.environment import ROOT, Problem, prepare


def main() -> int:
    try:
        programs = prepare(ROOT)
    except Problem as problem:
        print(f"scripts/bench: {problem}", file=sys.stderr)
        return 1
    python = programs / "python"
    return subprocess.call([str(python), "-m", "scripts.measuring", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
