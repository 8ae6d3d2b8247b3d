"""A new country on servers: a user of its own of the queue, roles of its own in PostgreSQL."""

import secrets

import pytest
from redis import Redis
from redis.exceptions import NoPermissionError
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from app import setup
from app.core.config import read_settings
from app.core.tenancy import load_tenant
from app.onboarding import queueing
from tests.databases import PREFIX

NAME = f"{PREFIX}_joining"


def settings_of(ground):
    return read_settings(load_tenant(ground.tenants / "lu"), ground.instance)


@pytest.fixture
def queue(servers, monkeypatch):
    """A queue server whose administrator this installation knows."""
    monkeypatch.setenv(queueing.ADMIN, servers.redis_url())
    server = Redis.from_url(servers.redis_url())
    yield server
    server.execute_command("ACL", "DELUSER", "tandem-lu")
    server.flushall()
    server.close()


def test_the_country_gets_a_user_that_has_no_hold_on_what_others_have(ground, queue):
    told = ground.told()
    assert told["state"] == "active", told
    (step,) = [one for one in told["steps"] if one["name"] == "queue"]
    assert step["user"] == "tandem-lu"
    assert (ground.instance / "lu" / "settings.toml").stat().st_mode & 0o777 == 0o600
    own = Redis.from_url(settings_of(ground).redis_url)
    assert own.lrange("rq:queue:tandem:lu", 0, -1)  # the invitation waits to be sent
    with pytest.raises(NoPermissionError):
        own.lrange("rq:queue:tandem:be", 0, -1)
    own.close()


def test_done_again_it_keeps_its_password(ground, queue):
    ground.told()
    before = settings_of(ground).redis_url
    tenant = load_tenant(ground.tenants / "lu")
    queueing.make_user(tenant, settings_of(ground), queueing.admin_url(), ground.instance)
    assert settings_of(ground).redis_url == before
    own = Redis.from_url(before)
    assert own.exists("rq:queue:tandem:lu")
    own.close()


def test_without_an_administrator_the_command_for_one_is_told(ground):
    said = ground.new()
    assert "ACL SETUSER tandem-lu reset on >PASSWORD resetkeys" in said.output
    assert settings_of(ground).redis_url is None


@pytest.fixture
def server(request, servers):
    if request.config.getoption("--sqlite-only"):
        pytest.skip("PostgreSQL is left out")
    engine = create_engine(servers.postgres_url(), isolation_level="AUTOCOMMIT")
    clear(engine)
    yield servers.postgres_url()
    clear(engine)
    engine.dispose()


def clear(engine):
    with engine.connect() as connection:
        for database in ("lu", "shared"):
            connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{NAME}_{database}" WITH (FORCE)')
        for role in ("lu", "lu_owner", "shared_owner"):
            connection.exec_driver_sql(f'DROP ROLE IF EXISTS "{NAME}_{role}"')


def addresses(admin_url):
    """Names of their own: the server may be somebody's who runs Tandem on it."""

    def url(role, database):
        return make_url(admin_url).set(
            username=f"{NAME}_{role}",
            password=secrets.token_hex(16),
            database=f"{NAME}_{database}",
        )

    own = url("lu", "lu")
    found = {
        "database_url": own,
        "migration_url": url("lu_owner", "lu"),
        "shared_url": own.set(database=f"{NAME}_shared"),
    }
    return found, url("shared_owner", "shared")


def written(file, facts):
    file.parent.mkdir(mode=0o700, exist_ok=True)
    file.touch(mode=0o600)
    with file.open("a") as target:
        for key, value in facts.items():
            target.write(f'{key} = "{value.render_as_string(hide_password=False)}"\n')


def test_on_postgresql_it_gets_a_database_and_roles_of_its_own(ground, server, monkeypatch):
    monkeypatch.setenv("TANDEM_POSTGRES_URL", server)
    own, shared = addresses(server)
    (ground.instance / "shared" / "settings.toml").unlink(missing_ok=True)
    written(ground.instance / "shared" / "settings.toml", {"migration_url": shared})
    written(ground.instance / "lu" / "settings.toml", own)
    with (ground.instance / "lu" / "settings.toml").open("a") as file:
        file.write(f'secret_key = "{secrets.token_hex(32)}"\n')
    told = ground.told()
    assert told["state"] == "active", told
    (step,) = [one for one in told["steps"] if one["name"] == "database"]
    assert step["server"] == "PostgreSQL"
    app = setup.application("lu")
    page = app.test_client().get("/", headers={"Host": "lu.localhost:8000"})
    assert page.status_code == 200
    with app.app_context():
        setup.let_go()
    engine = create_engine(settings_of(ground).database_url)
    with engine.connect() as connection:
        allowed = connection.exec_driver_sql(
            "SELECT has_schema_privilege('public', 'CREATE')"
        ).scalar()
    engine.dispose()
    assert not allowed
