"""A country joins completely or not at all, whatever happens on the way: isolation test 59."""

import json
import os
import signal
import subprocess
import sys
import threading

import click
import pytest

from app import setup
from app.core import joining
from app.core.config import REPOSITORY
from app.onboarding import actions
from app.onboarding.steps import STEPS
from tests.onboarding.fixtures import ground, laid
from tests.onboarding.ground import HEADER, checksums

__all__ = ["ground", "laid"]

ORDER = [step.name for step in STEPS]
KILLED = """
import os, signal, sys
from tests.onboarding.ground import Ground
from pathlib import Path
def kill(step):
    if step == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)
Ground(Path(sys.argv[1])).join(kill)
"""


class Stopped(Exception):
    """Somebody pulled the plug."""


def stop_after(wanted):
    def stop(step):
        if step == wanted:
            raise Stopped

    return stop


def reachable():
    """The codes that a web server or a worker would serve."""
    return set(setup.applications(["be", "hq"])) | {*setup.tenants()}


@pytest.mark.any_database
def test_59_stopped_after_any_step_it_is_not_there_and_the_next_run_goes_on(ground):
    neighbours = ground.neighbours()
    for step in ORDER[:-1]:
        with pytest.raises(Stopped):
            ground.join(stop_after(step))
        assert joining.is_joining(ground.instance, "lu"), step
        assert "lu" not in reachable(), step
        assert "lu\t-\t-\t-\tonboarding" in ground.command("list").output, step
        with pytest.raises(click.ClickException, match="has not finished joining"):
            setup.applications(["lu"])
        assert ground.neighbours() == neighbours, step
    ground.join(lambda step: None)
    assert "lu" in reachable()
    assert ground.neighbours() == neighbours


def test_59_without_its_account_a_country_half_way_would_be_served(ground):
    """Negative control: the guard is what the account says."""
    with pytest.raises(Stopped):
        ground.join(stop_after("migrate"))
    assert "lu" not in reachable()
    (ground.instance / "lu" / joining.ACCOUNT).unlink()
    assert "lu" in reachable()


def test_59_a_change_of_a_neighbour_would_be_seen(ground):
    """Negative control of the checksums."""
    before = ground.neighbours()
    with (ground.instance / "be" / "settings.toml").open("a") as file:
        file.write("# changed\n")
    assert ground.neighbours() != before


@pytest.mark.parametrize("step", ["files", "migrate"])
def test_59_killed_in_earnest_it_is_taken_up_again(ground, step):
    neighbours = ground.neighbours()
    words = [sys.executable, "-c", KILLED, str(ground.folder), step]
    surroundings = os.environ | ground.surroundings()
    done = subprocess.run(words, cwd=REPOSITORY, env=surroundings, check=False)  # noqa: S603
    assert done.returncode == -signal.SIGKILL
    assert "lu" not in reachable()
    assert ground.neighbours() == neighbours
    said = ground.command("new", "lu", "--resume", "--json")
    told = json.loads(said.output)
    assert (said.exit_code, told["state"]) == (0, "active")
    states = {one["name"]: one["state"] for one in told["steps"]}
    assert states["files"] == "done before"
    assert "lu" in reachable()
    assert ground.neighbours() == neighbours


def test_59_a_step_that_fails_leaves_nobody_half_way(ground):
    """What it fails of is told, without a traceback; put right, the next run completes it."""
    with pytest.raises(Stopped):
        ground.join(stop_after("secrets"))
    settings = ground.instance / "lu" / "settings.toml"
    right = settings.read_text()
    settings.write_text(right + f'database_url = "sqlite:////{ground.folder}/no/where/x.db"\n')
    (ground.folder / "no").touch()
    said = ground.command("new", "lu", "--resume")
    assert said.exit_code == 3
    assert "database" in said.output or "migrate" in said.output
    assert "Nobody can reach lu yet." in said.output
    assert "lu" not in reachable()
    settings.write_text(right)
    assert ground.command("new", "lu", "--resume").exit_code == 0
    assert "lu" in reachable()


BAD = ["../x", "BE", "pg_x", "be;", "b", "a" * 80, "bе", "shared", "queue", "be", "hq", "be fr", ""]


@pytest.mark.parametrize("code", BAD)
def test_59_a_code_that_cannot_be_is_refused_and_nothing_is_written(ground, code):
    before = ground.everything()
    said = ground.new(code)
    assert said.exit_code == 1, said.output
    assert "code = " in said.output
    assert "Nothing was written." in said.output
    assert ground.everything() == before
    assert not (ground.folder / "x").exists()


def test_59_all_that_is_wrong_is_told_at_once_and_nothing_is_written(ground):
    ground.antennas.write_text(
        HEADER + "lux,planned,Luxembourg,,LU00,1000-1999,fr\nESC,open,Esch,,XX99,,de\n"
    )
    before = ground.everything()
    said = ground.new(
        "lu", languages="fr,en", currency="FRANC", host="be.localhost", admin="nobody"
    )
    ours = str(ground.antennas)
    for told in (
        "answers: --currency = 'FRANC': allowed: an ISO 4217 code",
        "answers: --host = 'be.localhost': must differ from that of be",
        "answers: --admin = 'nobody': allowed: an e-mail address",
        f"{ours}: name_en: this column is missing",
    ):
        assert told in said.output
    assert said.exit_code == 1
    assert ground.everything() == before
    said = ground.new("lu", languages="fr,zz", timezone="Europe/Nowhere")
    assert "answers: --languages = 'zz': allowed: ISO 639 codes" in said.output
    assert "answers: --timezone = 'Europe/Nowhere'" in said.output
    said = ground.new("lu")
    for told in (
        f"{ours}: line 2 code = 'lux': allowed: 2 to 8 capital letters",
        f"{ours}: line 3 nuts2 = 'XX99'",
        f"{ours}: line 3 languages.1 = 'de'",
    ):
        assert told in said.output
    assert ground.everything() == before


def test_59_twice_changes_nothing_and_tells_no_link_again(ground):
    first = ground.told()
    assert first["state"] == "active"
    assert first["invitation"]
    before = ground.everything()
    again = ground.told()
    assert (again["state"], again.get("invitation")) == ("active", None)
    assert ground.everything() == before
    kept = "".join(checksums(ground.instance)) + "".join(
        path.read_text(errors="replace") for path in ground.instance.rglob("*.json")
    )
    assert first["invitation"].rpartition("/")[2] not in kept
    assert "ana.muller" not in kept


def test_59_two_at_once_the_second_is_told(ground):
    before = ground.everything()
    inside, let_go = threading.Event(), threading.Event()

    def hold():
        with actions.alone(ground.tenants):
            inside.set()
            let_go.wait(20)

    other = threading.Thread(target=hold)
    other.start()
    try:
        assert inside.wait(20)
        said = ground.new("lu")
        assert (said.exit_code, "another onboarding is running" in said.output) == (4, True)
        assert ground.everything() == before
    finally:
        let_go.set()
        other.join()
