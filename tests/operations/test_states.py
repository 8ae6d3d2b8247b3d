"""How each tenant is: told in full, and of a broken one what is the matter with it."""

import json

import pytest
from sqlalchemy import insert

from app.core import clock, joining
from app.core.engines import opened
from app.core.jobs import OutboxJob


def state(site, code):
    said = site.run("status", code, "--json")
    return said.exit_code, json.loads(said.stdout)[0]


def test_one_that_is_well(site):
    site.ask("backup", "be")
    exit_code, found = state(site, "be")
    assert exit_code == 0
    assert (found["state"], found["problems"]) == ("active", [])
    assert found["database"]["kind"] == site.dialect
    assert found["database"]["revision"] == found["database"]["head"]
    assert found["last_backup"]["bytes"] > 1000
    assert found["shared"] == "reachable"
    assert found["queue"] == "none"
    assert set(found["translations_missing"]) == {"fr", "nl", "en"}
    assert isinstance(found["asked_for"], int)
    assert found["training_copied"]


def test_jobs_that_wait_are_counted(site):
    before = state(site, "be")[1]["waiting_jobs"]
    with opened(site.place("be").settings.database_url) as connection:
        waiting = {"name": "imports.run", "argument": 1, "asked_at": clock.now()}
        connection.execute(insert(OutboxJob).values(**waiting))
    assert state(site, "be")[1]["waiting_jobs"] == before + 1


@pytest.mark.any_database
def test_jobs_that_failed_are_counted_and_a_queue_that_is_away_is_said(
    site, servers, redis, monkeypatch
):
    monkeypatch.setenv("REDIS_URL", servers.redis_url())
    redis.zadd("rq:failed:tandem:be", {"tandem-be-1-ab": 1})
    redis.zadd("rq:failed:tandem:fr", {"tandem-fr-1-ab": 1, "tandem-fr-2-ab": 1})
    assert state(site, "be")[1]["queue"] == {"failed": 1}
    monkeypatch.setenv("REDIS_URL", "unix:///nowhere.sock")
    assert state(site, "be") == (0, {**state(site, "be")[1], "queue": "away"})


@pytest.mark.any_database
def test_a_broken_one_does_not_hide_the_others(site):
    (site.instance / "be" / "tenant.db").write_text("no database")
    (site.instance / "fr" / "settings.toml").write_text("secret_key = 7")
    said = site.run("status", "--json")
    assert said.exit_code == 1
    be, fr, hq = json.loads(said.stdout)
    assert "file is not a database" in be["problems"][0]
    assert "secret_key" in fr["problems"][0]
    assert hq["problems"] == []
    assert be["last_backup"] is None


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE owner SET code = 'fr'", "belongs to fr"),
        ("UPDATE alembic_version SET version_num = '0001'", "at revision 0001"),
        ("DELETE FROM owner", "belongs to nobody"),
    ],
)
def test_a_database_that_is_not_as_it_must_be_is_told_of(site, statement, told):
    with opened(site.place("be").settings.database_url) as connection:
        connection.exec_driver_sql(statement)
    exit_code, found = state(site, "be")
    assert exit_code == 1
    assert told in found["problems"][0]


@pytest.mark.any_database
def test_what_is_wrong_with_the_files_of_a_country_is_told(site):
    (site.tenants / "be" / "tenant.toml").write_text("kind = 7")
    exit_code, found = state(site, "be")
    assert exit_code == 1
    assert any("be/tenant.toml" in problem for problem in found["problems"])
    assert state(site, "fr")[0] == 0


@pytest.mark.any_database
def test_suspended_and_half_made_ones_are_called_so(site):
    site.ask("suspend", "be", "--yes")
    account = site.instance / "fr" / joining.ACCOUNT
    account.write_text(json.dumps({"state": "joining"}))
    assert state(site, "be")[1]["state"] == "suspended"
    assert state(site, "fr")[1]["state"] == "onboarding"


@pytest.mark.any_database
def test_a_shared_database_that_is_away_is_said(site):
    (site.instance / "shared" / "shared.db").unlink()
    exit_code, found = state(site, "be")
    assert (exit_code, found["shared"]) == (0, "away")


@pytest.mark.any_database
def test_a_person_reads_it_line_by_line(site):
    said = site.run("status", "be").output
    assert said.startswith("be: active\n")
    assert "  database: kind sqlite" in said
    assert "PROBLEM" not in said
    (site.instance / "be" / "tenant.db").write_text("no database")
    assert "  PROBLEM: " in site.run("status", "be").output


@pytest.mark.any_database
def test_backups_are_counted_and_the_oldest_go(site):
    for _ in range(4):
        site.ask("backup", "be", "--keep", "2")
    assert len(list((site.instance / "be" / "backups").iterdir())) == 2


@pytest.mark.any_database
def test_one_that_cannot_be_backed_up_stops_no_other(site):
    (site.instance / "be" / "tenant.db").write_text("no database")
    said = site.run("backup", "--all")
    assert said.exit_code == 1
    assert "be: DatabaseError" in said.output
    assert len(list((site.instance / "fr" / "backups").iterdir())) == 1
    assert len(list((site.instance / "be" / "backups").iterdir())) == 0


@pytest.mark.any_database
@pytest.mark.parametrize("words", [(), ("be", "--all"), ("be", "fr", "--to", "x.zip")])
def test_what_cannot_be_meant_is_told(site, words):
    assert site.run("backup", *words).exit_code == 2
