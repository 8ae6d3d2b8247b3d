"""A country that left: nothing of it stays, and nothing of anybody else is touched."""

import json

import pytest
from sqlalchemy import select

from app import setup
from app.core import clock, joining, standing
from app.core.db import db
from app.core.engines import opened
from app.core.events import Event
from app.core.viewer import SYSTEM, acting_as
from app.operations import destroying, exports
from app.operations.archives import reading
from app.publication.models import Publication, Publisher
from app.releases.queries import countries
from tests import make
from tests.operations.site import dies_at, in_a_process, listed, state_of

OF_THE_SERVER, OF_THE_DISK = ("queue", "shared", "database"), ("begin", "files", "folder", "rest")


@pytest.fixture
def file(site, tmp_path):
    """The last export of Belgium."""
    file = tmp_path / "be-export.zip"
    site.ask("export", "be", "--to", str(file))
    return file


def destroy(site, file, *words):
    return site.run("destroy", "be", "--after-export", str(file), "--yes-destroy", "be", *words)


def left_of(site):
    """Whatever in the instance, in the shared database or on the server still is of Belgium."""
    found = [path.name for path in site.instance.iterdir() if "be" in path.name]
    with opened(site.place("fr").settings.shared_migration_url) as connection:
        found += connection.scalars(select(Publisher.code).where(Publisher.code == "be"))
        if site.dialect == "sqlite":
            rows = select(Publication.tenant).where(Publication.tenant == "be")
            found += connection.scalars(rows)
    if site.admin:
        found += [name for name in listed(site.admin) if name.startswith("be")]
    return found


def test_nothing_is_left_and_the_neighbour_is_as_it_was(site, file):
    neighbour = state_of(site, "fr")
    assert left_of(site)
    said = destroy(site, file)
    assert said.exit_code == 0, said.output
    assert said.output.splitlines()[-1] == "be: nothing is left"
    assert left_of(site) == []
    assert state_of(site, "fr") == neighbour
    account = json.loads((site.instance / "left.json").read_text())
    assert set(account) == {"be"}
    assert account["be"]["export"] == destroying.digest(file)


def test_it_is_on_no_list_and_nobody_makes_it_again_by_accident(site, file):
    destroy(site, file)
    assert set(setup.tenants()) == {"fr", "hq"}
    assert "be" not in site.run("list").output
    assert [one["code"] for one in json.loads(site.run("status", "--json").stdout)] == ["fr", "hq"]
    assert set(setup.applications()) == {"fr", "hq"}
    assert setup.migrate_all([], site.instance) == {}
    assert not (site.instance / "be").exists()


def test_made_again_it_has_new_keys_and_old_cookies_are_refused(site, file):
    before = site.place("be").settings.secret_key
    app = site.app("be")
    with app.app_context(), acting_as(SYSTEM):
        browser = make.browser(app, make.user("director"))
        db.session.remove()
    assert browser.get("/mentees/").status_code == 200
    cookie = browser.get_cookie(app.config["SESSION_COOKIE_NAME"], domain="be.localhost")
    site.close()
    assert destroy(site, file).exit_code == 0
    if site.admin:
        site.write_addresses()
    assert setup.migrate_all(["be"], site.instance) == {}
    assert site.place("be").settings.secret_key != before
    new = site.app("be")
    stale = new.test_client()
    stale.set_cookie(cookie.key, cookie.value, domain="be.localhost")
    assert stale.get("/mentees/").status_code in {302, 303, 401}
    with new.app_context(), acting_as(SYSTEM):
        assert make.count(make.User) == 0
        db.session.remove()
    assert set(setup.tenants()) == {"be", "fr", "hq"}


def test_headquarters_no_longer_shows_it(site, file):
    def shown():
        app = site.app("hq")
        with app.app_context(), acting_as(SYSTEM):
            found = [country.code for country in countries()]
            db.session.remove()
        site.close()
        return found

    assert sorted(shown()) == ["be", "fr"]
    destroy(site, file)
    assert shown() == ["fr"]


@pytest.mark.parametrize("step", OF_THE_SERVER)
def test_broken_off_anywhere_it_is_out_of_reach_and_the_same_command_completes_it(site, file, step):
    broken_off(site, file, step)


@pytest.mark.any_database
@pytest.mark.parametrize("step", OF_THE_DISK)
def test_broken_off_before_and_after_that_too(site, file, step):
    broken_off(site, file, step)


def broken_off(site, file, step):
    neighbour = state_of(site, "fr")

    def begun():
        with reading(file, exports.KIND) as reader:
            place = site.place("be")
            destroying.require(place, reader, with_data_folder=False)
            destroying.destroy(place, reader, dies_at(step), with_data_folder=False)

    assert in_a_process(begun) == 9
    assert standing.is_reachable(site.instance, "be") == (step == "begin")
    assert state_of(site, "fr") == neighbour
    said = destroy(site, file)
    assert said.exit_code == 0, said.output
    assert left_of(site) == []
    assert state_of(site, "fr") == neighbour


def changed(site):
    with opened(site.place("be").settings.database_url) as connection:
        now = {
            "at": clock.now(),
            "actor": "Bob",
            "via": "page",
            "name": "person.changed",
            "facts": {},
        }
        connection.execute(Event.__table__.insert().values(**now))


@pytest.mark.any_database
def test_what_changed_since_the_export_is_not_lost(site, file):
    changed(site)
    before = state_of(site, "be")
    said = destroy(site, file)
    assert said.exit_code == 1
    assert "has changed since that export" in said.output
    assert state_of(site, "be") == before
    assert not standing.is_suspended(site.instance, "be")


@pytest.mark.any_database
def test_what_an_operator_did_since_is_no_change(site, file):
    site.ask("suspend", "be", "--yes")
    site.ask("backup", "be")
    assert destroy(site, file).exit_code == 0


@pytest.mark.any_database
def test_neither_a_backup_nor_an_export_of_another_will_do(site, tmp_path):
    backup, other = tmp_path / "backup.zip", tmp_path / "fr.zip"
    site.ask("backup", "be", "--to", str(backup))
    site.ask("export", "fr", "--to", str(other))
    assert "is a tandem-backup" in destroy(site, backup).output
    assert "is an export of fr, not of be" in destroy(site, other).output
    assert site.rows("be")["people"]


@pytest.mark.any_database
def test_a_damaged_export_will_not_do(site, file):
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(data)
    assert destroy(site, file).exit_code == 1
    assert site.rows("be")["people"]


@pytest.mark.any_database
def test_the_code_must_be_typed(site, file):
    words = ("destroy", "be", "--after-export", str(file))
    assert "fr is not be: nothing was touched" in site.run(*words, input="fr\n").output
    assert site.rows("be")["people"]
    assert site.run(*words, input="be\n").exit_code == 0
    assert left_of(site) == []


@pytest.mark.any_database
def test_headquarters_stays(site, tmp_path):
    file = tmp_path / "hq.zip"
    site.ask("export", "hq", "--to", str(file))
    said = site.run("destroy", "hq", "--after-export", str(file), "--yes-destroy", "hq")
    assert said.exit_code == 1
    assert "headquarters is no country" in said.output


@pytest.mark.any_database
def test_an_export_inside_of_what_goes_is_refused(site, file):
    inside = site.instance / "be" / "be.zip"
    inside.write_bytes(file.read_bytes())
    assert "move it away first" in destroy(site, inside).output


@pytest.mark.any_database
def test_the_folder_of_a_country_goes_only_where_it_was_made_here(site, file):
    said = destroy(site, file, "--with-data-folder")
    assert "came with the product" in said.output
    assert (site.tenants / "be").exists()
    account = site.instance / "be" / joining.ACCOUNT
    account.write_text(json.dumps({"state": joining.ACTIVE}))
    assert destroy(site, file, "--with-data-folder").exit_code == 0
    assert not (site.tenants / "be").exists()
    assert (site.tenants / "fr").exists()


@pytest.fixture
def queued(site, servers, redis, monkeypatch):
    """Keys of both countries, as the queue, its workers and the counters of requests write them."""
    monkeypatch.setenv("REDIS_URL", servers.redis_url())
    for code in ("be", "fr"):
        name, job = f"tandem:{code}", f"tandem-{code}-1-abcd"
        worker = f"rq:worker:tandem-{code}-{'a' * 16}"
        redis.rpush(f"rq:queue:{name}", job)
        redis.hset(f"rq:job:{job}", mapping={"status": "queued"})
        redis.xadd(f"rq:results:{job}", {"a": "b"})
        redis.zadd(f"rq:failed:{name}", {f"tandem-{code}-2-abcd": 1})
        redis.zadd(f"rq:wip:{name}", {f"tandem-{code}-3-abcd:execution": 1})
        redis.hset(f"rq:job:tandem-{code}-2-abcd", mapping={"status": "failed"})
        redis.set(f"{name}:limits:LIMITER/x/1/1/minute", 1)
        redis.sadd("rq:queues", f"rq:queue:{name}")
        redis.sadd("rq:workers", worker)
        redis.sadd(f"rq:workers:{name}", worker)
        redis.hset(worker, mapping={"birth": "now"})
        redis.execute_command("ACL", "SETUSER", f"tandem-{code}", "reset", "on", ">x", "+@read")
    redis.hset(f"rq:worker:tandem-be-fr-{'b' * 16}", mapping={"birth": "now"})
    yield redis
    redis.execute_command("ACL", "DELUSER", "tandem-fr", "tandem-be")


@pytest.mark.any_database
def test_the_queue_server_forgets_it_and_keeps_the_others(site, file, queued):
    def about(code):
        keys = [key.decode() for key in queued.keys("*")]
        members = queued.smembers("rq:queues") | queued.smembers("rq:workers")
        keys += [member.decode() for member in members]
        return sorted(key for key in keys if code in key)

    both, fr = f"rq:worker:tandem-be-fr-{'b' * 16}", about("fr")
    assert len(about("be")) > 10
    said = destroy(site, file)
    assert said.exit_code == 0, said.output
    assert about("be") == [both]
    assert about("fr") == fr
    assert "tandem-be" not in str(queued.execute_command("ACL", "LIST"))
    assert "tandem-fr" in str(queued.execute_command("ACL", "LIST"))


@pytest.mark.any_database
def test_while_the_queue_is_away_nothing_is_touched(site, file, monkeypatch):
    monkeypatch.setenv("REDIS_URL", "unix:///nowhere.sock")
    said = destroy(site, file)
    assert said.exit_code == 1
    assert "the queue is away" in said.output
    assert site.rows("be")["people"]
    assert not standing.is_suspended(site.instance, "be")
