"""One tenant whose migration fails stops no other: isolation test 60."""

import shutil

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from werkzeug.test import Client

from app import cli, setup
from app.core import engines
from app.core.config import read_settings
from app.core.db import db
from app.core.hosts import HostDispatcher
from app.core.tenancy import tenant
from app.publication.models import Publisher
from tests.installation import engine_of

LOST = "lost"
READY, BACK_SOON = 200, 503


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """All tenants as `tandem tenants migrate` prepares them."""
    folder = tmp_path_factory.mktemp("prepared")
    assert setup.migrate_all([], folder) == {}
    return folder


@pytest.fixture
def instance(prepared, tmp_path, monkeypatch):
    """A copy of them, to be broken."""
    folder = tmp_path / "instance"
    shutil.copytree(prepared, folder)
    monkeypatch.setenv("TANDEM_INSTANCE", str(folder))
    return folder


def migrate(*codes):
    return CliRunner().invoke(cli.main, ["tenants", "migrate", *codes])


def revision_is(instance, code, revision):
    """Have the database say that it is at this revision; what it said before."""
    url = read_settings(setup.tenants()[code], instance).migration_url
    engine = engine_of(url)
    with engine.begin() as connection:
        before = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        changed = "UPDATE alembic_version SET version_num = ?"
        connection.exec_driver_sql(changed, (revision,))
    engine.dispose()
    return before


def served(path="/accounts/sign-in"):
    """The status that each tenant answers, by code; freshly started."""
    apps = setup.applications()
    hosts = {app.extensions["tandem.settings"].host: app for app in apps.values()}
    client = Client(HostDispatcher(hosts))
    found = {}
    for code, app in apps.items():
        host = app.extensions["tandem.settings"].host
        found[code] = client.get(path, environ_overrides={"HTTP_HOST": host}).status_code
        with app.app_context():
            for engine in db.engines.values():
                engine.dispose()
    return found


def test_60_when_all_goes_well_all_are_ready(instance):
    """Negative control; and doing it again changes nothing."""
    said = migrate()
    assert (said.exit_code, said.output.count(": ready")) == (0, len(setup.tenants()))
    assert set(served().values()) == {READY}


def test_60_one_that_fails_is_told_of_and_the_others_are_done(instance):
    right = revision_is(instance, "fr", LOST)
    for code in ("be", "nl"):
        empty(instance, code)
    said = migrate()
    assert said.exit_code == 1
    assert "fr: " in said.output
    assert {"be: ready", "nl: ready", "hq: ready"} <= set(said.output.splitlines())
    expected = dict.fromkeys(setup.tenants(), READY) | {"fr": BACK_SOON}
    assert served() == expected
    assert served("/health")["fr"] == READY
    revision_is(instance, "fr", right)
    said = migrate()
    assert said.exit_code == 0
    assert set(served().values()) == {READY}


def empty(instance, code):
    """Take the antennas away, so that one sees whether this tenant was prepared."""
    url = read_settings(setup.tenants()[code], instance).migration_url
    engine = engine_of(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM antennas")
    engine.dispose()


def test_60_the_others_are_really_prepared_and_not_only_said_to_be(instance):
    revision_is(instance, "fr", LOST)
    empty(instance, "nl")
    migrate()
    app = setup.application("nl")
    with app.app_context():
        assert tenant().code == "nl"
        with db.engine.connect() as connection:
            count = connection.exec_driver_sql("SELECT count(*) FROM antennas").scalar()
        assert count == len(tenant().antennas)
        for engine in db.engines.values():
            engine.dispose()


def test_60_a_database_of_another_is_told_of_and_left_alone(instance):
    """What goes wrong may also be that it is somebody else's."""
    fr = read_settings(setup.tenants()["fr"], instance).migration_url
    engine = engine_of(fr)
    with engine.begin() as connection:
        connection.execute(engines.OWNER.update().values(code="be"))
    engine.dispose()
    said = migrate()
    assert said.exit_code == 1
    assert "fr: WrongOwner: this database belongs to be, not to fr" in said.output
    assert said.output.count(": ready") == len(setup.tenants()) - 1


def test_60_only_one_can_be_asked_for(instance):
    revision_is(instance, "fr", LOST)
    assert migrate("be").exit_code == 0
    assert migrate("fr").exit_code == 1
    assert "xx: there is no such tenant" in migrate("xx").output


def test_60_the_shared_list_of_countries_is_the_same_afterwards(instance):
    def publishers():
        engine = engine_of(read_settings(setup.tenants()["be"], instance).shared_migration_url)
        with engine.connect() as connection:
            found = connection.execute(select(Publisher.code, Publisher.joined_at)).all()
        engine.dispose()
        return sorted(tuple(row) for row in found)

    before = publishers()
    migrate()
    assert publishers() == before
    assert [code for code, _ in before] == ["be", "es", "fr", "nl"]
