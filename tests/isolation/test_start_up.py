"""Nothing starts that shares what must be apart, or with a database of somebody else.

Isolation tests 13, 17, 35 and 38; spellings of the same address are in tests/core/test_config.py.
"""

import sqlite3
import stat
from contextlib import closing
from dataclasses import replace

import pytest
from click.testing import CliRunner
from sqlalchemy import inspect, select, update
from sqlalchemy.exc import OperationalError

from app import cli, create_app, setup, worker
from app.accounts.models import SignIn
from app.core import engines
from app.core.config import SettingsMistake, check_distinct, read_settings
from app.core.db import db
from app.core.engines import OWNER, WrongOwner
from tests import make
from tests.installation import CONFIG, engine_of


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An instance as `tandem tenants migrate` makes it, once; each test gets a copy of nothing."""
    folder = tmp_path_factory.mktemp("instance")
    assert setup.migrate_all([], folder) == {}
    return folder


@pytest.fixture
def instance(made, monkeypatch):
    monkeypatch.setenv("TANDEM_INSTANCE", str(made))
    files = {path: path.read_text() for path in made.rglob("settings.toml")}
    yield made
    for path, text in files.items():
        path.write_text(text)


def say(instance, code, line):
    """Put a line into the settings of a tenant, in place of the one with the same key."""
    file = instance / code / "settings.toml"
    key = line.split("=")[0].strip()
    kept = [known for known in file.read_text().splitlines() if known.split(" =")[0] != key]
    file.write_text("\n".join([*kept, line, ""]))


def settings_of(instance, code):
    return read_settings(setup.tenants()[code], instance)


SHARED = {
    "secret key": lambda be: f'secret_key = "{be.secret_key}"',
    "database": lambda be: f'database_url = "{be.database_url.replace("/be/", "/fr/../be/")}"',
    "Redis user": lambda be: 'redis_url = "redis://tandem:x@localhost:6379/0"',
    "folder": lambda be: f'files = "{be.files}"',
    "host": lambda be: f'public_url = "{be.public_url}"',
}


@pytest.mark.parametrize("what", SHARED)
def test_13_nothing_starts_when_two_tenants_share(instance, what):
    be = settings_of(instance, "be")
    for code in ("be", "fr"):
        say(instance, code, SHARED[what](be))
    for start in (setup.applications, lambda: worker.run(None, burst=True)):
        with pytest.raises(SettingsMistake, match=what):
            start()


def test_13_without_sharing_all_of_them_start(instance):
    """Negative control."""
    assert set(setup.applications()) == set(setup.tenants())


def test_13_two_tenants_that_share_a_cookie_are_refused(installation):
    """The name follows from the code, so this takes a code that two of them have."""
    be, fr = installation.settings["be"], installation.settings["fr"]
    with pytest.raises(SettingsMistake, match="cookie"):
        check_distinct({"be": be, "fr": replace(fr, code="be", redis_url="redis://elsewhere/1")})


def test_17_the_servers_part_of_a_session_is_the_tenants_own(installation):
    """A session is a row of the tenant's database: the cookie only names its key."""
    here, there = installation.apps["be"], installation.apps["fr"]
    with here.app_context():
        browser = make.browser(here, make.user("director"))
    with browser.session_transaction() as kept:
        key = kept["_user_id"]
    for app, known in ((here, 1), (there, 0)):
        with app.app_context():
            assert len(db.session.scalars(select(SignIn)).all()) == known
    other = there.test_client()
    with other.session_transaction() as forged:
        forged["_user_id"], forged["_fresh"] = key, True
    assert other.get("/accounts/me/").status_code == 303
    assert browser.get("/accounts/me/").status_code == 200


def owner_is(url, code):
    engine = engine_of(url)
    with engine.begin() as connection:
        connection.execute(update(OWNER).values(code=code))
    engine.dispose()


@pytest.fixture
def mislaid(installation):
    """France is given the database that says it is Belgium's."""
    be, fr = installation.settings["be"], installation.settings["fr"]
    return replace(fr, database_url=be.database_url, migration_url=be.migration_url)


def test_38_an_application_refuses_a_database_of_another(installation, mislaid):
    with pytest.raises(WrongOwner, match="configured for fr belongs to be"):
        create_app(installation.tenants["fr"], mislaid, CONFIG)


def test_38_nor_is_it_migrated_or_marked_anew(installation, mislaid):
    with pytest.raises(WrongOwner, match="belongs to be, not to fr"):
        engines.migrate(mislaid.migration_url, branch="tenant", owner="fr")


def test_38_nor_taken_for_the_shared_one(installation):
    """Else a tenant would read a neighbour's rows as if they were published."""
    be, fr = installation.settings["be"], installation.settings["fr"]
    with pytest.raises(WrongOwner, match="configured for shared belongs to be"):
        create_app(installation.tenants["fr"], replace(fr, shared_url=be.database_url), CONFIG)


def test_38_a_database_of_nobody_is_refused_too(installation, servers, dialect, tmp_path):
    url = f"sqlite:///{tmp_path / 'new.db'}"
    if dialect == "postgresql":
        url = servers.new_database("nobody")
    engines.make_file(url)
    settings = replace(installation.settings["fr"], database_url=url)
    with pytest.raises(WrongOwner, match="belongs to nobody"):
        create_app(installation.tenants["fr"], settings, CONFIG)


def test_38_with_the_right_marker_it_starts(installation):
    """Negative control: the marker alone made the difference."""
    url = installation.settings["fr"].migration_url
    owner_is(url, "be")
    with pytest.raises(WrongOwner):
        installation.app("fr")
    owner_is(url, "fr")
    assert installation.app("fr").name == "app"


def test_38_web_worker_and_command_line_refuse_it_in_one_line(instance):
    be = settings_of(instance, "be")
    owner_is(be.database_url, "fr")
    try:
        for start in (setup.applications, lambda: worker.run(["be"], burst=True)):
            with pytest.raises(WrongOwner, match="configured for be belongs to fr"):
                start()
        said = CliRunner().invoke(cli.main, ["-t", "be", "antennas", "list"])
        assert said.exit_code == 1
        assert "the database configured for be belongs to fr" in said.output
        assert "Traceback" not in said.output
    finally:
        owner_is(be.database_url, "be")


def modes(folder):
    return {path: stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}


def test_35_files_and_folders_are_for_their_owner_only(made):
    for path, mode in modes(made).items():
        assert mode == (0o700 if path.is_dir() else 0o600), path


def test_35_a_file_made_without_care_would_be_found(tmp_path):
    """Negative control."""
    (tmp_path / "open").touch(mode=0o644)
    assert set(modes(tmp_path).values()) != {0o600}


def test_35_a_typing_mistake_makes_no_database(instance):
    file = instance / "be" / "tenent.db"
    say(instance, "be", f'database_url = "sqlite:///{file}"')
    with pytest.raises(OperationalError, match="unable to open database file"):
        setup.application("be")
    assert not file.exists()


def test_35_no_connection_reaches_another_file(made):
    """ATTACH would join a neighbour's tables to one's own."""
    be, fr = (settings_of(made, code) for code in ("be", "fr"))
    target = fr.database_url.removeprefix("sqlite:///")
    engine = engine_of(be.database_url)
    with engine.connect() as connection, pytest.raises(OperationalError, match="too many attached"):
        connection.exec_driver_sql(f"ATTACH DATABASE '{target}' AS fr")
    engine.dispose()


def test_35_a_plain_connection_would_make_the_file_and_reach_the_other(made, tmp_path):
    """Negative control: without our address and our limit both are possible."""
    target = settings_of(made, "fr").database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(tmp_path / "typo.db")) as plain:
        plain.execute("ATTACH DATABASE ? AS fr", (target,))
        assert plain.execute("SELECT code FROM fr.owner").fetchall() == [("fr",)]
    assert (tmp_path / "typo.db").exists()


def test_35_the_shared_database_is_only_read(installation, made):
    app = create_app(setup.tenants()["be"], settings_of(made, "be"), CONFIG)
    with app.app_context():
        shared = db.engines["shared"]
        with shared.connect() as connection, pytest.raises(OperationalError, match="readonly"):
            connection.exec_driver_sql("DELETE FROM publishers")
        assert inspect(shared).has_table("publishers")
        for engine in db.engines.values():
            engine.dispose()
