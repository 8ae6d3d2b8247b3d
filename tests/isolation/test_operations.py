"""What an operator does to one tenant reaches no other: isolation tests 6 and 61 to 64.

The commands themselves, on both databases and broken off anywhere, are tried in tests/operations.
"""

import gc
import json
import os
import subprocess
import sys
import zipfile

import pytest
from blinker import Signal
from click import Group
from flask import signals
from jinja2 import ChoiceLoader, FileSystemLoader, TemplateNotFound
from sqlalchemy import create_engine
from sqlalchemy.exc import TimeoutError as NoMoreConnections
from werkzeug.test import Client

from app import cli, setup
from app.core import standing
from app.core.config import REPOSITORY
from app.core.db import db
from app.core.engines import WrongOwner, opened
from app.core.hosts import HostDispatcher
from app.core.tenancy import TenantMistake, load_tenant
from app.operations import backups, restoring
from app.operations.archives import MANIFEST, BadArchive, reading
from tests.operations.site import NAME, state_of

MEGABYTES_EACH = 12
FILES_EACH = 8
"""Of a tenant that was asked once: its database with two files of its log, and some to spare."""


def put_back(site, code, file):
    with reading(file, backups.KIND) as reader:
        restoring.restore(site.place(code), reader, lambda step: None)


@pytest.fixture
def backup(site):
    """Of Belgium."""
    return backups.back_up(site.place("be")).file


def with_manifest(file, **facts):
    """The same backup, which now says something else of itself."""
    forged = file.with_name("forged.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(forged, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == MANIFEST:
                data = json.dumps(json.loads(data) | facts).encode()
            new.writestr(name, data)
    return forged


def test_61_a_backup_of_another_is_refused_and_nothing_is_touched(site, backup):
    before = state_of(site, "fr")
    said = site.run("restore", "fr", str(backup), "--yes")
    assert said.exit_code == 1
    assert "is a backup of be, not of fr" in said.output
    assert state_of(site, "fr") == before


@pytest.mark.any_database
@pytest.mark.parametrize("facts", [{"tenant": "fr"}, {"owner": "fr"}])
def test_61_both_the_name_and_the_marker_are_asked(site, backup, facts):
    before = state_of(site, "fr")
    with pytest.raises(BadArchive, match="is a backup of be"):
        put_back(site, "fr", with_manifest(backup, **facts))
    assert state_of(site, "fr") == before


@pytest.mark.any_database
def test_61_nor_does_one_go_into_a_database_of_another(site, backup):
    """Settings that name the wrong database: its own marker refuses."""
    with opened(site.place("be").settings.database_url) as connection:
        connection.exec_driver_sql("UPDATE owner SET code = 'fr'")
    with pytest.raises(WrongOwner, match="belongs to fr"):
        put_back(site, "be", backup)


@pytest.mark.any_database
def test_61_without_asking_it_would_go_in(site, backup, monkeypatch):
    """Negative control."""
    monkeypatch.setattr(restoring, "against", lambda place, reader: [])
    put_back(site, "fr", backup)
    assert "CANARY-BE" in str(site.rows("fr")["people"])


def destroy(site, file):
    return site.run("destroy", "be", "--after-export", str(file), "--yes-destroy", "be")


@pytest.fixture
def export(site, tmp_path):
    file = tmp_path / "export.zip"
    site.ask("export", "be", "--to", str(file))
    return file


def files_with(folder, text):
    return [path for path in folder.rglob("*") if path.is_file() and text in path.read_bytes()]


@pytest.mark.any_database
def test_62_nothing_of_a_destroyed_tenant_is_in_any_file_and_its_neighbour_is_the_same(
    site, export
):
    neighbour = state_of(site, "fr")
    key = site.place("be").settings.secret_key.encode()
    assert files_with(site.instance, b"CANARY-BE")
    assert files_with(site.instance, key)
    assert destroy(site, export).exit_code == 0
    assert files_with(site.instance, b"CANARY-BE") == []
    assert files_with(site.instance, key) == []
    assert state_of(site, "fr") == neighbour


@pytest.mark.any_database
def test_62_the_probe_finds_what_is_forgotten(site, export):
    """Negative control: a copy that the command knows nothing of."""
    copy = site.instance / "copy"
    copy.write_bytes((site.instance / "be" / "tenant.db").read_bytes())
    destroy(site, export)
    assert files_with(site.instance, b"CANARY-BE") == [copy]


@pytest.mark.any_database
def test_6_suspended_destroyed_and_never_there_are_the_same_to_a_visitor(site, export):
    """Asked of a server that was started before."""
    apps = {f"{code}.localhost": site.app(code) for code in ("be", "fr")}

    def reachable(host):
        return standing.is_reachable(site.instance, host.split(".")[0])

    def ask(host, is_reachable=reachable):
        client = Client(HostDispatcher(apps, is_reachable))
        answer = client.get("/accounts/sign-in", environ_overrides={"HTTP_HOST": host})
        return answer.status, answer.data, list(answer.headers)

    never = ask("never.localhost")
    assert ask("be.localhost") != never
    standing.suspend(site.instance, "be")
    assert ask("be.localhost") == never
    assert destroy(site, export).exit_code == 0
    assert ask("be.localhost") == never
    assert ask("fr.localhost") != never
    # Negative control: a server that does not look has it still.
    assert ask("be.localhost", lambda host: True)[1] != never[1]


@pytest.fixture
def with_own_things(site):
    """Belgium's folder holds a page and words of its own."""
    page = site.tenants / "be" / "templates" / "own.html"
    page.parent.mkdir()
    page.write_text("CANARY-BE")
    return page


@pytest.mark.any_database
def test_63_countries_have_the_same_addresses_pages_and_listeners(site, with_own_things):
    be, fr = site.app("be"), site.app("fr")
    assert [str(rule) for rule in be.url_map.iter_rules()] == [
        str(rule) for rule in fr.url_map.iter_rules()
    ]
    assert set(be.blueprints) == set(fr.blueprints)
    for app in (be, fr):
        with app.app_context(), pytest.raises(TemplateNotFound):
            app.jinja_env.get_template("own.html")
        loaders = app.jinja_env.loader._iter_loaders("own.html")  # noqa: SLF001
        places = [place for _, loader in loaders for place in loader.searchpath]
        assert places
        assert not [place for place in places if str(site.tenants) in str(place)]


@pytest.mark.any_database
def test_63_a_loader_that_reads_a_tenants_folder_would_find_it(site, with_own_things):
    """Negative control."""
    fr = site.app("fr")
    careless = FileSystemLoader(with_own_things.parent)
    fr.jinja_env.loader = ChoiceLoader([careless, fr.jinja_env.loader])
    with fr.app_context():
        assert fr.jinja_env.get_template("own.html").render() == "CANARY-BE"


@pytest.mark.any_database
def test_63_no_command_and_no_listener_comes_from_a_tenants_folder(site):
    for command in commands(cli.main):
        assert command.callback is None or command.callback.__module__.startswith("app."), command
    be, fr = site.app("be"), site.app("fr")
    for told in [found for found in vars(signals).values() if isinstance(found, Signal)]:
        assert listeners(told, be) == listeners(told, fr)
    assert not [name for name in sys.modules if name.startswith("tenants")]


def listeners(told, app):
    return {f"{one.__module__}.{one.__qualname__}" for one in told.receivers_for(app)}


@pytest.mark.any_database
def test_63_the_probe_hears_of_a_listener_of_one_tenant(site):
    """Negative control."""
    be, fr = site.app("be"), site.app("fr")

    def own(sender):
        """As a module in a tenant's folder might listen."""

    signals.request_started.connect(own, be)
    found = [listeners(signals.request_started, app) for app in (be, fr)]
    signals.request_started.disconnect(own, be)
    assert found[0] != found[1]


def commands(group):
    for command in group.commands.values():
        yield command
        if isinstance(command, Group):
            yield from commands(command)


@pytest.mark.any_database
@pytest.mark.parametrize("name", ["__init__.py", "commands.py", "deep/down.py", "quick.so"])
def test_63_a_program_in_a_tenants_folder_stops_it(site, name):
    file = site.tenants / "be" / name
    file.parent.mkdir(exist_ok=True)
    load_tenant(site.tenants / "be")  # negative control: as it came, it is well
    file.write_text("")
    with pytest.raises(TenantMistake, match="never a program"):
        load_tenant(site.tenants / "be")


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
for app in apps:
    host = app.extensions["tandem.settings"].host
    page = "/accounts/sign-in"
    assert app.test_client().get(page, base_url=f"http://{host}").status_code == 200
print(json.dumps([before, made, (files(), kilobytes())]))
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
    before, made, asked = counted(12)
    assert made[0] == before[0], "making an application keeps nothing open"
    assert 0 < asked[0] - before[0] <= 12 * FILES_EACH
    assert asked[1] - before[1] <= 12 * MEGABYTES_EACH * 1024
    # Negative control of the count: fewer of them hold less, in proportion.
    before, _, asked_two = counted(2)
    assert 0 < asked_two[0] - before[0] < asked[0] - before[0]


@pytest.fixture
def connections(site):
    """How many the server has with this installation's databases, besides the one that asks."""
    if not site.admin:
        yield None
        return
    engine = create_engine(site.admin, isolation_level="AUTOCOMMIT")
    asked = "SELECT count(*) FROM pg_stat_activity WHERE starts_with(datname, %s)"

    def count():
        gc.collect()
        with engine.connect() as connection:
            return connection.exec_driver_sql(asked, (NAME,)).scalar()

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
