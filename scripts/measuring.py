"""What `scripts/bench` measures: pages, search, imports, start-up and figures, side by side."""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from scripts import bench_allocation
from scripts.bench_files import write_all
from scripts.environment import ROOT

PEOPLE = 50_000
JOINING = ("tenants", "translations", "instance")
NEW = ("--name=Luxembourg", "--languages=fr,en", "--admin=somebody@lu.example")
ANTENNAS = """code,status,name_fr,name_en,opened_on,nuts2,postal_codes,languages
LUX,planned,Luxembourg,Luxembourg,,LU00,1000-9999,fr en
"""
COMMAND = "import resource, sys; from app.cli import main; main({words!r}, standalone_mode=False); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"  # noqa: E501
START = """
import resource, time
began = time.perf_counter()
from scripts.measuring import many_applications
many_applications({count})
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
INSERTION = """
SELECT count(*), sum(EXISTS (SELECT 1 FROM spells s WHERE s.mentee_id = d.mentee_id
  AND s.kind = 'job' AND s.replaced_at IS NULL AND s.began_on >= d.started_on
  AND s.began_on <= date(d.ended_on, '+12 months')))
FROM duos d WHERE d.ended_on <= date('2026-11-20', '-12 months')
"""


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="tandem-bench-") as folder:
        os.environ["TANDEM_INSTANCE"] = folder
        tandem("tenants", "migrate")
        figures = measure(Path(folder), options.people)
    for name, facts in figures.items():
        shown = ", ".join(f"{key} {plain(value)}" for key, value in facts.items())
        print(f"{name:<28}{shown}")
    options.json.write_text(json.dumps(figures, indent=1) + "\n")
    return 0


def measure(folder: Path, people: int) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for kind, file in write_all(folder, people).items():
        found[f"import of {kind}"] = imported(kind, file, people)
    found |= pages()
    found["figures of the dashboard"] = figures()
    found["growth, 1,000 runs"] = planner()
    found |= bench_allocation.all_sizes()
    found |= operations(folder)
    for count in (4, 20, 50):
        found[f"start with {count} tenants"] = started(count)
    found["onboarding of a country"] = joined()
    return found


def joined() -> dict[str, Any]:
    """Unattended, in folders of its own: from nothing to served, every page walked through."""
    with tempfile.TemporaryDirectory(prefix="tandem-bench-") as name:
        folder = Path(name)
        for data in ("tenants", "translations"):
            shutil.copytree(ROOT / data, folder / data)
        (folder / "antennas.csv").write_text(ANTENNAS, encoding="utf-8")
        surroundings = {f"TANDEM_{data.upper()}": str(folder / data) for data in JOINING}
        words = ["tenants", "new", "lu", "--json", *NEW, f"--antennas={folder / 'antennas.csv'}"]
        began, spent = time.perf_counter(), processor_seconds()
        said = tandem(*words, surroundings=surroundings)
        seconds, spent = time.perf_counter() - began, processor_seconds() - spent
    told = json.loads(said)
    (walk,) = [step for step in told["steps"] if step["name"] == "crawl"]
    return {"seconds": seconds, "processor_seconds": spent, "pages": walk["pages"]}


def processor_seconds() -> float:
    """Of the processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def imported(kind: str, file: Path, people: int) -> dict[str, Any]:
    words = ["-t", "be", "imports", "run", str(file), "--kind", kind, "--format", "json"]
    told, spent = alone(words)
    return {"rows": told["rows"], "accepted": told["accepted"], **spent}


def operations(folder: Path) -> dict[str, Any]:
    """Taking all of the country out and putting it back."""
    backup, export = folder / "be-backup.zip", folder / "be-export.zip"
    found = {}
    for name, words in {
        "backup": ["backup", "be", "--to", str(backup)],
        "export": ["export", "be", "--to", str(export)],
        "restore": ["restore", "be", str(backup), "--without-safety-backup", "--yes"],
    }.items():
        told, found[name] = alone(["tenants", *words, "--json"])
        found[name] |= {"rows": told["rows"]}
    return found


def alone(words: list[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A command in a process of its own: what it told, and the time and memory it took."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", COMMAND.format(words=words)],
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = time.perf_counter() - began
    megabytes = int(done.stderr.split()[-1]) / 1024
    told = json.loads(done.stdout.strip().splitlines()[-1])
    return told, {"seconds": seconds, "megabytes": megabytes}


def pages() -> dict[str, dict[str, Any]]:
    from app.setup import application  # noqa: PLC0415 - the instance must be named first
    from scripts import bench_pages  # noqa: PLC0415
    from scripts.bench_staff import director  # noqa: PLC0415

    app = application("be")
    client = director(app)
    asked = {"stage": "ready", "antenna": "GHE"}
    listed = "/mentees/?stage=ready&antenna=GHE&sort=name"
    return {
        "list of mentees": bench_pages.compare(app, client, listed, asked),
        "search over mentees": bench_pages.compare(app, client, "/mentees/?q=nabc", {"q": "nabc"}),
    }


def figures() -> dict[str, Any]:
    """All figures of the dashboard beside one hand-written statement for one of them."""
    from datetime import date  # noqa: PLC0415

    from app.core.db import db  # noqa: PLC0415
    from app.core.viewer import SYSTEM, acting_as  # noqa: PLC0415
    from app.indicators.facts import Scope  # noqa: PLC0415
    from app.indicators.queries import facts  # noqa: PLC0415
    from app.setup import application  # noqa: PLC0415

    with application("be").app_context(), acting_as(SYSTEM):
        ours = timed(lambda: facts(Scope(on=date(2026, 11, 20))))
        db.session.rollback()  # else its connection would hold the lock
        with db.engine.connect() as connection:
            bare = timed(lambda: connection.exec_driver_sql(INSERTION).one())
    return {"seconds": ours, "one_statement_seconds": bare, "ratio": ours / bare}


def planner() -> dict[str, Any]:
    """A thousand runs of forty quarters over twenty units, each with numbers nobody is sure of."""
    from app.growth import bands, inputs  # noqa: PLC0415

    shaken = {one.code: bands.Value.of(1.0, 0.5, 1.5) for one in (*inputs.GENERAL, *inputs.UNIT)}
    rates = {one.code: shaken[one.code] for one in inputs.GENERAL}
    whole = dict.fromkeys((one.code for one in inputs.UNIT), 1.0)
    plan = bands.Plan(rates, [shaken] * 20, [(place, whole) for place in range(20)])
    return {"seconds": timed(lambda: bands.simulate_many(plan, 40, 50_000.0))}


def started(count: int) -> dict[str, Any]:
    """Of a new process: importing everything and making `count` applications."""
    done = subprocess.run(
        [sys.executable, "-c", START.format(count=count)],
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, megabytes = done.stdout.split()
    return {"seconds": float(seconds), "megabytes": float(megabytes)}


def many_applications(count: int) -> list[Any]:
    from app import create_app  # noqa: PLC0415
    from app.core.config import instance_folder, read_settings  # noqa: PLC0415
    from app.setup import tenants  # noqa: PLC0415

    known = list(tenants().values())
    wanted = [known[number % len(known)] for number in range(count)]
    return [create_app(tenant, read_settings(tenant, instance_folder())) for tenant in wanted]


def python(code: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", code]
    return subprocess.run(command, check=True, capture_output=True, text=True)


def tandem(*words: str, surroundings: Mapping[str, str] | None = None) -> str:
    """What it says."""
    command = [str(Path(sys.executable).with_name("tandem")), *words]
    env = os.environ | (surroundings or {})
    return subprocess.run(command, check=True, capture_output=True, text=True, env=env).stdout


def timed(call: Callable[[], Any]) -> float:
    """Seconds, the best of three."""
    spent = []
    for _ in range(3):
        began = time.perf_counter()
        call()
        spent.append(time.perf_counter() - began)
    return min(spent)


def plain(value: Any) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE, help="mentees, and duos")
    parser.add_argument("--json", type=Path, default=Path("bench.json"))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
