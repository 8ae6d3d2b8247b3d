"""On PostgreSQL the server keeps tenants apart by role, whatever the application does.

Isolation tests 36 and 37, with databases and roles as `tandem tenants migrate` makes them.
"""

import contextlib
import secrets
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, delete, func, insert, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError, ProgrammingError

from app import create_app, setup
from app.core.config import make_settings
from app.core.db import db
from app.core.viewer import SYSTEM, acting_as
from app.library.models import ContentFile, Edition, Module, ModuleText
from app.publication import sending
from app.publication.models import Publication
from tests import make
from tests.databases import PREFIX
from tests.installation import CONFIG

NAME = f"{PREFIX}_apart"
CODES = ("be", "fr", "hq")
ROW = {"template": "duos", "period": "2026", "version": 1, "cells": []}
ROW["released_at"] = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def admin_url(request, servers):
    if request.config.getoption("--sqlite-only"):
        pytest.skip("PostgreSQL is left out")
    return servers.postgres_url()


@pytest.fixture(scope="module")
def admin(admin_url):
    engine = create_engine(admin_url, isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def settings(admin_url, admin, tmp_path_factory):
    """Belgium, France and headquarters, prepared twice: the second time changes nothing."""
    folder, known = tmp_path_factory.mktemp("roles"), setup.tenants()
    clear(admin)
    found = {code: addresses(known[code], admin_url, folder) for code in CODES}
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv("TANDEM_POSTGRES_URL", admin_url)
        for _ in range(2):
            setup.prepare_shared(list(found.values()))
            for code in CODES:
                setup.prepare(known[code], found[code])
    yield found
    clear(admin)


def addresses(tenant, admin_url, folder):
    """Names of their own: the server may be somebody's who runs Tandem on it."""

    def url(role, database):
        parsed = make_url(admin_url).set(
            username=f"{NAME}_{role}", password=f"secret-of-{role}", database=f"{NAME}_{database}"
        )
        return parsed.render_as_string(hide_password=False)

    code = tenant.code
    return replace(
        make_settings(tenant, folder),
        database_url=url(code, code),
        migration_url=url(f"{code}_owner", code),
        shared_url=url(code, "shared"),
        shared_migration_url=url("shared_owner", "shared"),
    )


def clear(admin):
    with admin.connect() as connection:
        names = connection.exec_driver_sql("SELECT datname FROM pg_database").scalars().all()
        for name in [name for name in names if name.startswith(NAME)]:
            connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')
        names = connection.exec_driver_sql("SELECT rolname FROM pg_roles").scalars().all()
        for name in [name for name in names if name.startswith(NAME)]:
            connection.exec_driver_sql(f'DROP ROLE "{name}"')


@pytest.fixture
def connected():
    """`connected(url)` is a connection as that role; closed at the end."""
    with contextlib.ExitStack() as opened:

        def connect(url):
            engine = create_engine(url, isolation_level="AUTOCOMMIT")
            opened.callback(engine.dispose)
            return opened.enter_context(engine.connect())

        yield connect


def as_role(url, database):
    return make_url(url).set(database=f"{NAME}_{database}")


@pytest.mark.parametrize("role", ["database_url", "migration_url"])
@pytest.mark.parametrize("database", ["fr", "hq"])
def test_36_a_role_of_one_tenant_cannot_connect_to_another(settings, connected, role, database):
    with pytest.raises(OperationalError, match="permission denied for database"):
        connected(as_role(getattr(settings["be"], role), database))


def test_36_it_does_connect_to_its_own(settings, connected):
    """Negative control."""
    for url in (settings["be"].database_url, settings["be"].migration_url):
        assert connected(url).exec_driver_sql("SELECT code FROM owner").scalar() == "be"


def test_36_without_the_revocation_it_could_connect(admin, settings, connected):
    """Negative control: what PostgreSQL gives to everybody unless it is taken away."""
    database = f'"{NAME}_fr"'
    with admin.connect() as connection:
        connection.exec_driver_sql(f"GRANT CONNECT ON DATABASE {database} TO PUBLIC")
        assert connected(as_role(settings["be"].database_url, "fr")).exec_driver_sql("SELECT 1")
        connection.exec_driver_sql(f"REVOKE CONNECT ON DATABASE {database} FROM PUBLIC")


def test_36_what_another_asks_is_not_shown(admin, settings, connected):
    asking = connected(settings["fr"].database_url)
    asking.exec_driver_sql("SELECT 'CANARY-FR'")
    others = "SELECT query FROM pg_stat_activity WHERE datname = %s"
    seen = connected(settings["be"].database_url).exec_driver_sql(others, (f"{NAME}_fr",))
    assert "CANARY-FR" not in str(seen.all())
    with admin.connect() as connection:
        assert "CANARY-FR" in str(connection.exec_driver_sql(others, (f"{NAME}_fr",)).all())


FORBIDDEN = {
    "make a table": "CREATE TABLE mine (id int)",
    "make a schema": "CREATE SCHEMA mine",
    "make a database": "CREATE DATABASE mine",
    "make a role": "CREATE ROLE mine",
    "change a table": "ALTER TABLE people ADD COLUMN mine int",
    "drop a table": "DROP TABLE people",
    "empty a table": "TRUNCATE people CASCADE",
    "change the owner's mark": "UPDATE owner SET code = 'fr'",
    "change the revision": "DELETE FROM alembic_version",
    "read passwords": "SELECT rolpassword FROM pg_authid",
    "read files": "COPY (SELECT 1) TO '/tmp/tandem'",
    "become the owner": f'SET ROLE "{NAME}_be_owner"',
    "become another": f'SET ROLE "{NAME}_fr"',
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_36_the_role_of_requests_may_only_work_with_rows(settings, connected, what):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        connected(settings["be"].database_url).exec_driver_sql(FORBIDDEN[what])


def test_36_the_owner_may_make_tables_and_nothing_beyond_its_database(settings, connected):
    """Negative control for tables; and the owner, too, has no powers over the server."""
    owner = connected(settings["be"].migration_url)
    owner.exec_driver_sql("CREATE TABLE mine (id int)")
    owner.exec_driver_sql("DROP TABLE mine")
    for what in ("make a database", "make a role", "read passwords", "read files"):
        with pytest.raises(ProgrammingError, match="permission denied"):
            owner.exec_driver_sql(FORBIDDEN[what])


def test_36_no_role_has_powers_over_the_server(admin, settings):
    asked = (
        "SELECT rolname, rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls"
        " FROM pg_roles WHERE starts_with(rolname, %s)"
    )
    with admin.connect() as connection:
        found = dict(tuple(row) for row in connection.exec_driver_sql(asked, (NAME,)).all())
    assert len(found) == 2 * len(CODES) + 1
    assert not any(found.values())


def test_36_the_application_works_with_that_role(settings):
    app = create_app(setup.tenants()["be"], settings["be"], CONFIG)
    app.extensions["tandem.current"] = True
    with app.app_context(), acting_as(SYSTEM):
        client = make.browser(app, make.user("director"))
        db.session.remove()
    assert client.get("/antennas/").status_code == 200
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def test_36_what_a_later_migration_makes_is_open_to_it_too(settings, connected):
    owner, user = (
        connected(url) for url in (settings["be"].migration_url, settings["be"].database_url)
    )
    owner.exec_driver_sql("CREATE TABLE later (id serial, name text)")
    user.exec_driver_sql("INSERT INTO later (name) VALUES ('x')")
    owner.exec_driver_sql("DROP TABLE later")


@pytest.fixture
def published(settings, connected):
    """A row of each country, written by its own role."""
    period = secrets.token_hex(4)
    for code in ("be", "fr"):
        row = ROW | {"tenant": code, "period": period}
        connected(settings[code].shared_url).execute(insert(Publication).values(**row))
    return period


def seen_by(connection, period):
    of_period = select(Publication.tenant).where(Publication.period == period)
    return sorted(connection.execute(of_period).scalars())


def test_37_a_country_writes_and_sees_its_own_rows_only(settings, connected, published):
    be = connected(settings["be"].shared_url)
    assert seen_by(be, published) == ["be"]
    with pytest.raises(ProgrammingError, match="row-level security"):
        be.execute(insert(Publication).values(tenant="fr", **ROW | {"period": "forged"}))
    changed = update(Publication).where(Publication.tenant == "fr").values(cells=["forged"])
    assert be.execute(changed).rowcount == 0
    with pytest.raises(ProgrammingError, match="row-level security"):
        be.execute(update(Publication).values(tenant="fr"))
    with pytest.raises(ProgrammingError, match="permission denied"):
        be.exec_driver_sql("DELETE FROM publications")
    with pytest.raises(ProgrammingError, match="permission denied"):
        be.exec_driver_sql("UPDATE publishers SET code = 'fr'")


def test_37_a_country_sends_with_its_own_role_and_for_itself_only(settings, connected):
    """As the job does it, twice; with another's name on it, nothing."""
    be, period = connected(settings["be"].shared_url), secrets.token_hex(4)
    row = ROW | {"tenant": "be", "period": period, "digest": "1"}
    for digest in ("1", "1", "2"):
        sending.put(be, [row | {"digest": digest}])
    assert seen_by(be, period) == ["be"]
    with pytest.raises(ProgrammingError, match="row-level security"):
        sending.put(be, [row | {"tenant": "fr"}])


def test_37_headquarters_reads_all_and_writes_nothing(settings, connected, published):
    hq = connected(settings["hq"].shared_url)
    assert seen_by(hq, published) == ["be", "fr"]
    for statement in (
        insert(Publication).values(tenant="hq", **ROW),
        update(Publication).values(cells=[]),
    ):
        with pytest.raises(ProgrammingError, match="permission denied"):
            hq.execute(statement)


@pytest.mark.parametrize("table", [Module.__table__, ModuleText.__table__], ids=str)
def test_37_a_country_reads_editions_and_never_drafts(settings, connected, table):
    be, hq = connected(settings["be"].shared_url), connected(settings["hq"].shared_url)
    assert hq.execute(select(func.count(table.c.id))).scalar() > 0
    editions = select(func.count(Edition.id))
    assert be.execute(editions).scalar() == hq.execute(editions).scalar() > 0
    for statement in (
        select(table.c.id),
        delete(table),
        update(Edition).values(number=9),
        delete(ContentFile),
    ):
        with pytest.raises(ProgrammingError, match="permission denied"):
            be.execute(statement)


def test_37_the_owner_is_held_to_it_too(settings, connected, published):
    owner = connected(settings["be"].shared_migration_url)
    assert seen_by(owner, published) == []
    with pytest.raises(ProgrammingError, match="row-level security"):
        owner.execute(insert(Publication).values(tenant="be", **ROW | {"period": "forged"}))


def test_37_without_the_rules_on_rows_it_would_see_all(settings, connected, published):
    """Negative control: the same table with its rules put off, and on again."""
    owner = connected(settings["be"].shared_migration_url)
    owner.exec_driver_sql("ALTER TABLE publications DISABLE ROW LEVEL SECURITY")
    assert seen_by(connected(settings["be"].shared_url), published) == ["be", "fr"]
    owner.exec_driver_sql("ALTER TABLE publications ENABLE ROW LEVEL SECURITY")
    assert seen_by(connected(settings["be"].shared_url), published) == ["be"]
