"""`tandem -t be funding`: the schemes, and who would count."""

from datetime import date

import pytest
from click.testing import CliRunner

from app.core.commands import Scope
from app.core.db import db
from app.schemes.cli import group
from tests import make


@pytest.fixture
def run(app, on_day):
    on_day(date(2026, 11, 23))

    def invoke(*words):
        db.session.commit()  # the command has a session of its own
        return CliRunner().invoke(group, words, obj=Scope("be", lambda _code: app))

    return invoke


def test_the_schemes_are_told_with_the_gap(run):
    lines = [line.split("\t") for line in run("schemes").output.splitlines()]
    assert ["actiris-mentoring", "open", "BE10"] in [line[:3] for line in lines]
    assert ["vdab-mentoring-to-work", "ended", "BE2"] in [line[:3] for line in lines]
    assert lines[-1] == ["gap", "-", "BE21,BE23", "Vlaams Gewest"]


def test_who_would_count_on_a_day(run):
    young = make.mentee(antenna="BRU", postal_code="1080", job_seeker_since=date(2025, 1, 1))
    make.duo(young, make.mentor(antenna="BRU"))
    told = run("eligible", "--scheme", "actiris-mentoring", "--on", "2026-06-30").output
    assert "period\t2025-07-01\t2026-06-30\tinstalment\n" in told
    assert "total\t1\neligible\t1\n" in told
    assert "fails\t0\t0\tresidence\t" in told
    before = run("eligible", "--scheme", "actiris-mentoring", "--on", "2025-12-31").output
    assert "total\t0\neligible\t0\n" in before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--scheme", "none"), "there is no scheme none: actiris-mentoring"),
        (("--scheme", "actiris-mentoring", "--on", "2022-01-01"), "had no rules on 2022-01-01"),
    ],
)
def test_what_cannot_be_counted_is_told_in_a_line(run, words, told):
    said = run("eligible", *words)
    assert (said.exit_code, told in said.output) == (1, True), said.output
