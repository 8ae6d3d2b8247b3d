"""A tenant that is suspended answers nobody, and its jobs wait; running servers notice it."""

import pytest
from sqlalchemy import select
from werkzeug.test import Client

from app.core import jobs, standing
from app.core.db import db, transaction
from app.core.events import Event
from app.core.hosts import BODY, HostDispatcher
from app.core.jobs import OutboxJob
from app.core.viewer import SYSTEM, acting_as
from app.messages.actions import write_mail
from app.messages.models import Mail
from tests.isolation.queued import InProcess, work

pytestmark = pytest.mark.any_database


@pytest.fixture
def served(site):
    """What a web server that runs all the time holds, asked for the sign-in page of Belgium."""
    hosts = {"be.localhost": site.app("be"), "fr.localhost": site.app("fr")}
    codes = {"be.localhost": "be", "fr.localhost": "fr"}
    dispatcher = HostDispatcher(
        hosts, lambda host: standing.is_reachable(site.instance, codes.get(host, "-"))
    )

    def ask(host):
        environ = {"HTTP_HOST": host}
        return Client(dispatcher).get("/accounts/sign-in", environ_overrides=environ)

    return ask


def test_it_answers_like_one_that_never_was_and_its_neighbour_goes_on(site, served):
    assert served("be.localhost").status_code == 200
    assert site.ask("suspend", "be", "--yes") == {"code": "be", "state": "suspended"}
    suspended, never = served("be.localhost"), served("never.localhost")
    assert (suspended.status, suspended.data) == (never.status, never.data)
    assert suspended.data == BODY
    assert list(suspended.headers) == list(never.headers)
    assert served("fr.localhost").status_code == 200
    assert site.ask("resume", "be", "--yes")["state"] == "active"
    assert served("be.localhost").status_code == 200


def test_nothing_is_lost_and_the_journal_knows(site):
    before = {**site.rows("be"), "events": None}
    site.ask("suspend", "be", "--yes")
    site.ask("resume", "be", "--yes")
    assert {**site.rows("be"), "events": None} == before
    with site.place("be").reading() as connection:
        names = connection.scalars(select(Event.name).order_by(Event.id.desc()).limit(2)).all()
    assert names == ["tenant.resumed", "tenant.suspended"]


def test_nobody_is_suspended_without_being_asked(site):
    assert site.run("suspend", "be", input="n\n").exit_code == 1
    assert not standing.is_suspended(site.instance, "be")
    assert site.run("suspend", "be", input="y\n").exit_code == 0
    assert standing.is_suspended(site.instance, "be")


def test_one_whose_database_is_away_is_suspended_all_the_same(site):
    (site.instance / "be" / "tenant.db").rename(site.instance / "be" / "lost.db")
    said = site.run("suspend", "be", "--yes")
    assert said.exit_code == 0
    assert "not in its journal" in said.output
    assert standing.is_suspended(site.instance, "be")


def test_one_that_nobody_knows_is_told_in_a_line(site):
    said = site.run("suspend", "xx", "--yes")
    assert said.exit_code == 1
    assert said.output.strip() == "Error: there is no tenant xx; there are be, fr, hq"


def test_a_restoration_that_was_broken_off_is_not_resumed(site):
    standing.suspend(site.instance, "be", "restore")
    said = site.run("resume", "be", "--yes")
    assert "a restore was broken off: run it again" in said.output
    assert standing.is_suspended(site.instance, "be")


@pytest.fixture
def queues(site, servers, redis, monkeypatch):
    monkeypatch.setenv("REDIS_URL", servers.redis_url())
    return {code: site.app(code) for code in ("be", "fr")}


def waits(app):
    with app.app_context():
        return len(jobs.queue().get_job_ids())


def write(app):
    with app.app_context(), acting_as(SYSTEM):
        with transaction():
            db.session.execute(OutboxJob.__table__.delete())
            write_mail("password_changed", "bob@example.org", "fr", name="Bob")
        db.session.remove()


def delivered(app):
    with app.app_context():
        last = db.session.scalars(select(Mail).order_by(Mail.id.desc())).first()
        found = last.delivered_at is not None
        db.session.remove()
        return found


def test_jobs_of_a_suspended_tenant_wait_and_those_of_others_do_not(site, queues):
    be, fr = queues["be"], queues["fr"]
    write(be)
    write(fr)
    site.ask("suspend", "be", "--yes")
    work(be, fr)
    assert (delivered(be), delivered(fr)) == (False, True)
    assert waits(be) == 1
    site.ask("resume", "be", "--yes")
    work(be, fr)
    assert delivered(be)
    assert waits(be) == 0


def test_a_worker_of_that_tenant_alone_takes_none(site, queues):
    write(queues["be"])
    site.ask("suspend", "be", "--yes")
    work(queues["be"])
    assert not delivered(queues["be"])


class Late(InProcess):
    """Between its look at the marks and the job that came up, somebody suspends the tenant."""

    def open_queues(self):
        found = super().open_queues()
        standing.suspend(self.instance, "be")
        return found


def test_a_job_that_came_up_meanwhile_goes_back(site, queues):
    write(queues["be"])
    Late.instance = site.instance
    work(queues["be"], kind=Late)
    assert not delivered(queues["be"])
    assert waits(queues["be"]) == 1


class Careless(InProcess):
    def is_open(self, queue):
        return True


def test_without_asking_the_mark_it_would_be_done(site, queues):
    """Negative control."""
    write(queues["be"])
    site.ask("suspend", "be", "--yes")
    work(queues["be"], kind=Careless)
    assert delivered(queues["be"])
