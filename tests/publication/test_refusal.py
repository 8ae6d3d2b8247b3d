"""A publication that fails the protection check stays here, with the cells named."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from app.core import clock
from app.core.commands import Scope
from app.core.db import db
from app.core.quarters import quarter
from app.disclosure.protect import METHOD, THRESHOLDS, shown
from app.publication import actions, jobs, queries
from app.publication.cli import group
from app.publication.models import Publication, Release, ReleaseState, ReleaseTable
from tests import make

QUARTER = quarter("2026-Q2")
BANDS = ("18-20", "21-23", "24-26", "27-29", "30-33", "unknown")


@pytest.fixture(autouse=True)
def autumn(on_day: Callable[[Any], None]) -> None:
    on_day(date(2026, 11, 20))


@pytest.fixture
def exposed(app: Flask) -> Release:
    """31 mentees, one of them in an age band alone. An earlier version, of a method that did not
    look at the open counts, showed the 30 others: now the sum would tell of the one."""
    ages = Counter({"18-20": 30, "21-23": 1})
    for band, number in ages.items():
        for _one in range(number):
            young = make.mentee(born_on=date(2026 - int(band[:2]) - 1, 1, 1))
            make.duo(young, make.mentor(), started_on=date(2026, 5, 5))
    cells = [{"at": {"age": band}, "share": None, "values": {}} for band in BANDS]
    table = ReleaseTable(
        template="started_by_age",
        before=[cell | {"counts": {"count": ages[cell["at"]["age"]]}} for cell in cells],
        after=[cell | {"counts": {"count": shown(ages[cell["at"]["age"]])}} for cell in cells],
        version=1,
        digest="0" * 64,
    )
    release = Release(
        period=QUARTER.code,
        number=1,
        state=ReleaseState.SENT,
        method=METHOD,
        thresholds=THRESHOLDS.as_kept,
        asked_at=clock.now(),
        computed_at=clock.now(),
        released_at=clock.now(),
        tables=[table],
    )
    db.session.add(release)
    db.session.commit()
    again = actions.ask(period=QUARTER, reason="More tables")
    db.session.commit()
    jobs.compute(again.id)
    db.session.commit()
    return queries.get_release(again.id)


def test_the_cells_that_could_be_told_are_named(exposed: Release) -> None:
    assert exposed.state == ReleaseState.REFUSED
    named = [one for one in exposed.findings if one["why"] == "narrowed"]
    assert {one["template"] for one in named} == {"started_by_age"}
    by_age = {one["at"]["age"]: (one["low"], one["high"]) for one in named}
    assert by_age["21-23"] == (0, 3)


def test_it_is_not_released_by_page_and_nothing_leaves(
    exposed: Release, as_role: Callable[..., FlaskClient]
) -> None:
    director = as_role("director", language="en")
    answer = director.post(f"/publication/{exposed.id}/releasing")
    assert answer.status_code == 409
    assert "The protection check failed" in answer.text
    assert "21–23" in answer.text
    assert "from 0 to 3" in answer.text
    jobs.send(0)
    db.session.commit()
    assert make.count(Publication) == 0
    confirm = director.get(f"/publication/{exposed.id}/releasing").text
    assert "cannot be released" in confirm


def run(app: Flask, *words: str) -> Any:
    db.session.rollback()
    return CliRunner().invoke(group, list(words), obj=Scope("be", lambda _code: app))


def test_the_command_refuses_it_in_one_line(app: Flask, exposed: Release) -> None:
    told = run(app, "release", QUARTER.code)
    assert told.exit_code == 1
    assert told.output.count("\n") == 1
    assert make.count(Publication) == 0


def test_commands_compute_show_and_release_a_quarter(app: Flask) -> None:
    make.duo(*make.pair(), started_on=date(2026, 5, 5))
    assert "2026-Q2 1: ready, 22 tables" in run(app, "compute", "2026-q2").output
    shown_now = run(app, "show", "2026-Q2", "--format", "json")
    assert '"state": "ready"' in shown_now.output
    assert '"before"' not in shown_now.output, "what was before stays in the country"
    assert "2026-Q2 1: sent" in run(app, "release", "2026-Q2").output
    assert run(app, "list").output == "2026-Q2\t1\tsent\t\n"
    assert "duos_started: " in run(app, "show", "2026-Q2").output


def test_commands_say_in_one_line_what_is_wrong(app: Flask) -> None:
    assert "write a quarter such as 2026-Q3" in run(app, "compute", "summer").output
    assert run(app, "compute", "2026-Q4").exit_code == 1
    assert "there is none of that name" in run(app, "show", "2024-Q1").output
