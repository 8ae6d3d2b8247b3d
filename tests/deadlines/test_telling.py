"""One mail to each owner of what comes near, each deadline once for each threshold."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from icalendar import Calendar
from sqlalchemy import select

from app.cli import funding
from app.core.commands import Scope
from app.core.db import db
from app.deadlines.telling import tell_owners
from app.grants.models import GrantState, Obligation
from app.messages.models import Mail
from tests import make
from tests.grants import stage
from tests.grants.stage import TODAY


@pytest.fixture(autouse=True)
def watch(app, on_day):
    on_day(TODAY)


def told_on(day):
    """Who was told, and of how much."""
    found = {told.user.name: len(told.lines) for told in tell_owners(day)}
    db.session.commit()
    return found


def mails():
    return list(db.session.scalars(select(Mail).order_by(Mail.id)))


def test_an_owner_gets_one_mail_for_all_that_came_near():
    nadia = make.user("partnerships", name="Nadia", language="en")
    grant = stage.grant(stage.funder("Fondation Exemple"), owner_id=nadia.id)
    stage.obligation(grant, title="Near", due_on=TODAY + timedelta(days=7))
    stage.obligation(grant, title="Further", due_on=TODAY + timedelta(days=60))
    stage.obligation(grant, title="Not yet", due_on=TODAY + timedelta(days=61))
    assert told_on(TODAY) == {"Nadia": 2}
    (mail,) = mails()
    assert mail.subject == "Funding: 2 deadlines come near"
    assert "Near" in mail.body
    assert "in 7 days" in mail.body
    assert "Not yet" not in mail.body
    assert "/funding/" in mail.body


def test_nobody_is_told_twice_of_one_threshold():
    nadia = make.user("partnerships", name="Nadia")
    due_on = TODAY + timedelta(days=45)
    stage.obligation(stage.grant(owner_id=nadia.id), due_on=due_on)
    days = {0: 1, 1: 0, 14: 0, 15: 1, 16: 0, 37: 0, 38: 1, 39: 0, 60: 0}
    for after, number in days.items():
        assert len(told_on(TODAY + timedelta(days=after))) == number, after
    assert len(mails()) == 3


def test_what_is_written_down_late_is_told_once():
    nadia = make.user("partnerships", name="Nadia")
    one = stage.obligation(stage.grant(owner_id=nadia.id), due_on=TODAY + timedelta(days=3))
    assert told_on(TODAY) == {"Nadia": 1}
    assert one.told_days == ["30", "60", "7"]
    assert told_on(TODAY + timedelta(days=1)) == {}


def test_what_is_done_or_of_a_grant_in_preparation_is_not_told():
    make.user("partnerships")
    stage.obligation(stage.grant(), done_on=TODAY)
    stage.obligation(stage.grant(state=GrantState.DRAFT))
    stage.obligation(stage.grant(state=GrantState.CANCELLED))
    assert told_on(TODAY) == {}


def test_the_nearest_owner_who_is_in_use_is_told():
    gone = make.user("partnerships", name="Gone", closed_at=make.clock.now())
    own = make.user("director", name="Own")
    of_grant = make.user("director", name="Of the grant")
    of_funder = make.user("director", name="Of the funder")
    payer = stage.funder(owner_id=of_funder.id)
    grant = stage.grant(payer, owner_id=of_grant.id)
    stage.obligation(grant, owner_id=own.id)
    stage.obligation(grant, owner_id=gone.id)
    stage.obligation(stage.grant(payer, owner_id=gone.id))
    assert told_on(TODAY) == {"Own": 1, "Of the grant": 1, "Of the funder": 1}


def test_without_an_owner_those_of_the_partnerships_are_told():
    stage.obligation(stage.grant())
    assert told_on(TODAY) == {}
    make.user("partnerships", name="Nadia")
    make.user("partnerships", name="Karim")
    assert told_on(TODAY) == {"Nadia": 1, "Karim": 1}


def test_the_mail_is_in_the_language_of_its_reader():
    stage.obligation(stage.grant(owner_id=make.user("director", language="nl").id))
    told_on(TODAY)
    assert mails()[0].language == "nl"


@pytest.fixture
def run(app):
    def invoke(*words):
        db.session.commit()  # the command has a session of its own
        return CliRunner().invoke(funding, words, obj=Scope("be", lambda code: app))

    return invoke


def test_the_command_line_tells_as_of_a_day(run):
    nadia = make.user("partnerships", email="nadia@staff.example")
    due_on = TODAY + timedelta(days=100)
    one = stage.obligation(stage.grant(owner_id=nadia.id), due_on=due_on)
    assert run("alerts").output == ""
    words = "alerts", "--on", str(due_on - timedelta(days=30))
    assert run(*words).output == "nadia@staff.example\t1\n"
    assert run(*words).output == ""
    db.session.expire_all()
    assert db.session.get_one(Obligation, one.id).told_days == ["30", "60"]


def test_the_command_line_prints_the_calendar(run):
    grant = stage.grant(stage.funder("Fondation Exemple"), code="EX-1")
    stage.obligation(grant, title="Report")
    words = "calendar", "--from", "2026-11-01", "--until", "2026-12-31"
    told = json.loads(run(*words, "--format", "json").output)
    assert [line["kind"] for line in told] == ["report", "grant_end"]
    assert told[0]["on"] == "2026-12-03"
    found = Calendar.from_ical(run(*words).output).walk("VEVENT")
    assert len(found) == 2
    assert run("calendar", "--from", "2026-02-02", "--until", "2026-01-01").exit_code == 2


@pytest.mark.parametrize(
    "words", [("alerts", "--on"), ("calendar", "--from"), ("calendar", "--until")]
)
def test_a_day_beyond_the_calendar_is_a_mistake_that_is_told(run, words):
    told = run(*words, "9999-12-31")
    assert (told.exit_code, "2199-12-31" in told.output) == (2, True)
