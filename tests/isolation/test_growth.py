"""Many tenants on one machine stay within their budgets: isolation test 64."""

import gc
import json
import os
import subprocess
import sys

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import TimeoutError as NoMoreConnections

from app import setup
from app.core.config import REPOSITORY
from app.core.db import db
from tests.operations.site import NAME
from tests.scripts.stage import until

MEGABYTES_EACH = 12
FILES_EACH = 8
"""Of a tenant that was asked once: its database with two files of its log, and some to spare."""

COUNTED = """
import gc, json, os, resource, sys
from scripts.measuring import many_applications
from app.core.db import db
def files(): return len(os.listdir("/proc/self/fd"))
def kilobytes():
    gc.collect()
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024
many_applications(1)
before = files(), kilobytes()
apps = many_applications(int(sys.argv[1]))
made = files(), kilobytes()
series = []
for app in apps:
    host = app.extensions["tandem.settings"].host
    page = "/accounts/sign-in"
    assert app.test_client().get(page, base_url=f"http://{host}").status_code == 200
    series.append(files())
print(json.dumps([before, made, (files(), kilobytes()), series]))
"""


def counted(count):
    """Files and kilobytes of a new process: at first, with applications, once each was asked."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", COUNTED, str(count)],
        capture_output=True,
        text=True,
        check=True,
        cwd=REPOSITORY,
    )
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.any_database
def test_64_twelve_applications_stay_within_their_budgets(site):
    before, made, asked, series = counted(12)
    assert made[0] == before[0], "making an application keeps nothing open"
    assert asked[0] - before[0] <= 12 * FILES_EACH
    assert asked[1] - before[1] <= 12 * MEGABYTES_EACH * 1024
    # Negative control of the count: it sees each application that was asked.
    assert len(set(series)) == 12


@pytest.fixture
def connections(site):
    """How many the server has with this installation's databases, besides the one that asks.

    The server's own workers (autovacuum) are no connections of ours; those that were closed are
    waited for, as the server lets go of one a moment after its client did.
    """
    if not site.admin:
        yield None
        return
    engine = create_engine(site.admin, isolation_level="AUTOCOMMIT")
    asked = (
        "SELECT pid FROM pg_stat_activity"
        " WHERE starts_with(datname, %s) AND backend_type = 'client backend'"
    )

    def processes():
        gc.collect()
        with engine.connect() as connection:
            return set(connection.exec_driver_sql(asked, (NAME,)).scalars())

    closed = processes()
    until(lambda: not processes() & closed)

    def count():
        return len(processes())

    yield count
    engine.dispose()


def test_64_connections_are_few_and_none_is_opened_before_it_is_needed(site, connections):
    apps = [site.app(code) for code in ("be", "fr", "hq")]
    if connections is None:
        assert all(pool_of(app).checkedout() == 0 for app in apps)
        return
    assert connections() == 0
    for app in apps:
        assert app.test_client().get("/accounts/sign-in").status_code == 200
    assert 0 < connections() <= len(apps) * 2
    with apps[0].app_context():
        taken = [db.engine.connect() for _ in range(4)]
        pool_of(apps[0])._timeout = 0.1  # noqa: SLF001 - ten seconds otherwise
        with pytest.raises(NoMoreConnections):
            db.engine.connect()
        for connection in taken:
            connection.close()


def pool_of(app):
    with app.app_context():
        return db.engine.pool


def test_64_with_the_librarys_own_pool_there_would_be_more(site, connections):
    """Negative control."""
    if connections is None:
        return
    engine = create_engine(site.place("be").settings.database_url)
    taken = [engine.connect() for _ in range(9)]
    assert connections() >= 9
    for connection in taken:
        connection.close()
    engine.dispose()


def test_64_the_process_of_one_tenant_knows_no_other(site, monkeypatch):
    monkeypatch.setenv("TENANT", "be")
    assert list(setup.applications([setup.only_tenant()])) == ["be"]
    assert os.environ["TENANT"] == "be"
