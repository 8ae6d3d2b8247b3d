import signal
import subprocess
import sys
from pathlib import Path

from tests.scripts.stage import ROOT, is_running, until

# A child tells when it is there and when it is asked to go; "stubborn" does not go.
CHILD = """
import os, signal, sys, time
name, place = sys.argv[1:]
def note(word):
    with open(place, "a") as file:
        file.write(f"{word} {name} {os.getpid()}\\n")
def go(*_):
    note("asked")
    if name != "stubborn":
        sys.exit()
signal.signal(signal.SIGTERM, go)
note("up")
while True:
    signal.pause()
"""
SUPERVISOR = """
import sys
from scripts.environment import Problem
from scripts.supervisor import Command, Supervisor
place, *names = sys.argv[1:]
try:
    with Supervisor() as supervisor:
        for name in names:
            argv = [name] if "/" in name else [sys.executable, "-c", CHILD, name, place]
            supervisor.start(Command(name, argv, patience_seconds=0.1))
            supervisor.until(lambda: f"up {name}" in open(place).read(), 10)
        supervisor.watch()
except Problem as problem:
    sys.exit(str(problem))
"""


def supervise(place: Path, *names: str) -> subprocess.Popen[str]:
    place.touch()
    return subprocess.Popen(
        [sys.executable, "-c", f"CHILD = {CHILD!r}\n{SUPERVISOR}", str(place), *names],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )


def noted(place: Path, word: str) -> list[str]:
    return [line.split()[1] for line in place.read_text().splitlines() if line.startswith(word)]


def processes(place: Path) -> list[int]:
    return [int(line.split()[2]) for line in place.read_text().splitlines()]


def test_children_stop_in_the_opposite_order(tmp_path: Path) -> None:
    place = tmp_path / "notes"
    with supervise(place, "queue", "worker", "web") as supervisor:
        until(lambda: noted(place, "up") == ["queue", "worker", "web"])
        supervisor.send_signal(signal.SIGTERM)
        _out, complaints = supervisor.communicate(timeout=20)
    assert noted(place, "asked") == ["web", "worker", "queue"]
    assert (supervisor.returncode, complaints) == (0, "")


def test_a_child_that_does_not_listen_is_asked_twice_and_then_killed(tmp_path: Path) -> None:
    place = tmp_path / "notes"
    with supervise(place, "queue", "stubborn") as supervisor:
        until(lambda: len(noted(place, "up")) == 2)
        supervisor.send_signal(signal.SIGINT)
        supervisor.communicate(timeout=20)
    assert noted(place, "asked") == ["stubborn", "stubborn", "queue"]
    assert not any(map(is_running, processes(place)))
    assert supervisor.returncode == 0


def test_a_child_that_cannot_start_stops_those_before_it(tmp_path: Path) -> None:
    place = tmp_path / "notes"
    with supervise(place, "queue", "/nowhere/at/all") as supervisor:
        _out, complaints = supervisor.communicate(timeout=20)
    assert complaints.startswith("The /nowhere/at/all cannot start: ")
    assert complaints.count("\n") == 1
    assert not any(map(is_running, processes(place)))
    assert supervisor.returncode == 1
