"""What was backed up comes back, wholly or not at all, on either kind of database."""

import json
import threading
import zipfile
from dataclasses import replace

import pytest
from sqlalchemy import insert, select

from app.accounts.models import SignIn, User
from app.core import clock, engines, standing
from app.core.db import Base, db
from app.core.events import Event
from app.core.jobs import OutboxJob
from app.core.viewer import SYSTEM, acting_as
from app.operations import backups, dumps, restoring
from app.operations.archives import reading, writing
from app.people.models import Person
from tests import make
from tests.operations.site import dies_at, in_a_process, state_of

ENDED = {"sign_ins", "api_tokens", "outbox_jobs", "events"}
"""Tables that a restoration changes on purpose."""
FIRST, LAST = ("check", "backup", "unpack"), ("database", "replace", "files", "queue")


def put_back(site, code, file, tell=lambda step: None):
    with reading(file, backups.KIND) as reader:
        return restoring.restore(site.place(code), reader, tell)


def change_all(site, code):
    """As if a year had passed: rows changed, added and deleted, files too."""
    place = site.place(code)
    with engines.opened(place.settings.database_url) as connection:
        connection.execute(Person.__table__.update().values(first_name="changed"))
        connection.execute(Base.metadata.tables["spells"].delete())
        connection.execute(OutboxJob.__table__.delete())
    (place.settings.files / "imports" / "0a1b").unlink()
    (place.settings.files / "later").write_text("x")


def kept(rows):
    return {name: found for name, found in rows.items() if name not in ENDED}


def test_everything_comes_back(site):
    before = site.rows("be")
    neighbour = state_of(site, "fr")
    file = backups.back_up(site.place("be")).file
    change_all(site, "be")
    assert kept(site.rows("be")) != kept(before)
    put_back(site, "be", file)
    assert kept(site.rows("be")) == kept(before)
    files = site.place("be").settings.files
    assert [path.name for path in files.rglob("*")] == ["imports", "0a1b"]
    assert (files / "imports" / "0a1b").read_text() == "CANARY-BE-file"
    assert state_of(site, "fr") == neighbour
    assert not standing.is_suspended(site.instance, "be")


def test_it_works_on_as_if_nothing_had_been(site):
    """Numbers of new rows go on after those that came back; the application's role may work."""
    put_back(site, "be", backups.back_up(site.place("be")).file)
    app = site.app("be")
    with app.app_context(), acting_as(SYSTEM):
        client = make.browser(app, make.user("director"))
        db.session.remove()
    assert client.get("/mentees/").status_code == 200


def test_a_backup_of_one_kind_of_database_goes_into_the_other(
    site, made_once, tmp_path_factory, monkeypatch
):
    if site.dialect == "sqlite":
        return  # the other half of this is done from PostgreSQL
    with monkeypatch.context() as surroundings:
        made_once.name_it(surroundings)
        file = backups.back_up(made_once.place("be"), tmp_path_factory.mktemp("x") / "be.zip").file
    put_back(site, "be", file)
    assert kept(site.rows("be")) == kept(made_once.rows("be"))
    back = backups.back_up(site.place("be")).file
    with monkeypatch.context() as surroundings:
        made_once.name_it(surroundings)
        before = made_once.rows("be")
        put_back(made_once, "be", back)
        assert kept(made_once.rows("be")) == kept(before)


def test_what_had_ended_stays_ended(site):
    """Sessions, tokens of programs, and mails that waited when the backup was made."""
    place = site.place("be")
    with engines.opened(place.settings.database_url) as connection:
        later = {"asked_at": clock.now(), "pushed_at": None, "argument": 1}
        for name in ("messages.deliver", "imports.run"):
            connection.execute(insert(OutboxJob).values(name=name, **later))
    put_back(site, "be", backups.back_up(place).file)
    rows = site.rows("be")
    assert rows["sign_ins"] == []
    with engines.opened(place.settings.database_url) as connection:
        tokens = connection.scalars(select(Base.metadata.tables["api_tokens"].c.revoked_at)).all()
        waiting = connection.scalars(select(OutboxJob.name).where(OutboxJob.pushed_at.is_(None)))
        assert None not in tokens
        assert "messages.deliver" not in (names := set(waiting))
        assert "imports.run" in names
        events = connection.scalars(select(Event.name).order_by(Event.id)).all()
    assert events[-1] == "tenant.restored"


def test_what_was_there_is_kept_aside(site):
    file = backups.back_up(site.place("be")).file
    change_all(site, "be")
    changed = site.rows("be")
    aside = put_back(site, "be", file)
    assert aside.name.endswith("-before-restore.zip")
    put_back(site, "be", aside)
    assert kept(site.rows("be")) == kept(changed)


@pytest.mark.any_database
@pytest.mark.parametrize("step", FIRST)
def test_a_process_that_dies_before_it_began_leaves_all(site, step):
    all_or_nothing(site, step)


@pytest.mark.parametrize("step", LAST)
def test_a_process_that_dies_leaves_all_or_nothing(site, step):
    all_or_nothing(site, step)


def all_or_nothing(site, step):
    file = backups.back_up(site.place("be")).file
    original = kept(site.rows("be"))
    change_all(site, "be")
    changed = kept(site.rows("be"))
    neighbour = state_of(site, "fr")
    assert in_a_process(lambda: put_back(site, "be", file, dies_at(step))) == 9
    now = kept(site.rows("be"))
    assert now == (original if is_in_place(site, step) else changed)
    assert standing.is_suspended(site.instance, "be") == (step not in {"check", "backup"})
    put_back(site, "be", file)
    assert kept(site.rows("be")) == original
    assert not standing.is_suspended(site.instance, "be")
    assert not (site.instance / "be" / ".restoring").exists()
    assert state_of(site, "fr") == neighbour


def is_in_place(site, step):
    """On PostgreSQL the rows are there with the one transaction, before files are put in place."""
    return step in {"files", "queue"} or (step == "replace" and site.dialect == "postgresql")


class Failing(Exception):
    pass


@pytest.mark.parametrize("step", ["unpack", "database"])
def test_what_fails_before_anything_changed_opens_it_again(site, step):
    file = backups.back_up(site.place("be")).file
    before = kept(site.rows("be"))

    def tell(now):
        if now == step:
            raise Failing

    with pytest.raises(Failing):
        put_back(site, "be", file, tell)
    assert kept(site.rows("be")) == before
    assert not standing.is_suspended(site.instance, "be")


def test_one_that_was_suspended_stays_so(site):
    file = backups.back_up(site.place("be")).file
    standing.suspend(site.instance, "be")
    put_back(site, "be", file)
    assert standing.is_suspended(site.instance, "be")


def test_a_backup_is_one_moment_while_others_write(site):
    """Every transaction adds two rows: a backup that holds one of them is torn."""
    place, stop, added = site.place("be"), threading.Event(), []

    def write():
        number = 10_000
        while not stop.is_set():
            with engines.opened(place.settings.database_url) as connection:
                for name in ("users", "people"):
                    row = {"email": f"{number}"} | extra(name)
                    connection.execute(Base.metadata.tables[name].insert().values(**row))
            added.append(number)
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        files = [backups.back_up(place).file for _ in range(3)]
    finally:
        stop.set()
        writer.join()
    assert added, "writing went on meanwhile"
    for file in files:
        with reading(file, backups.KIND) as reader:
            reader.verify()
            users, people = (emails(reader, name) for name in ("users", "people"))
        assert users == people


def extra(name):
    now = clock.now()
    if name == "users":
        return {"name": "N", "role": "director", "invited_at": now, "version": 1}
    dates = {key: now.date() for key in ("stage_since", "registered_on", "last_contact_on")}
    keys = dict.fromkeys(("first_name", "last_name", "search_text", "name_key", "sort_key"), "n")
    return {"kind": "mentee", "stage": "ready", "antenna_id": 1, "version": 1} | dates | keys


def emails(reader, name):
    rows = [json.loads(line) for line in reader.lines(f"tables/{name}.jsonl")]
    return sorted(row["email"] for row in rows if (row["email"] or "").isdecimal())


def test_a_running_application_sees_what_was_put_back(site):
    """Its connections stay open: nothing must be started again."""
    file = backups.back_up(site.place("be")).file
    app = site.app("be")
    with app.app_context(), acting_as(SYSTEM):
        users = select(User.name).order_by(User.id)
        before = db.session.scalars(users).all()
        db.session.rollback()
        change_all(site, "be")
        db.session.add(make.user("director", name="Later"))
        db.session.commit()
        assert db.session.scalars(users).all() != before
        db.session.rollback()
        put_back(site, "be", file)
        assert db.session.scalars(users).all() == before
        assert db.session.scalars(select(SignIn)).all() == []


@pytest.mark.any_database
def test_a_backup_holds_no_secret_of_the_installation(site):
    place = site.place("be")
    file = backups.back_up(place).file
    with zipfile.ZipFile(file) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert place.settings.secret_key.encode() not in everything
    assert b"CANARY-BE" in everything
    assert b"CANARY-FR" not in everything
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.any_database
def test_a_backup_of_an_older_revision_is_brought_up_to_date(site, tmp_path):
    url = f"sqlite:///{tmp_path}/old.db"
    engines.make_file(url)
    with engines.opened(url) as connection:
        engines.mark_owner(connection, "be")
        engines.upgrade(connection, "tenant", "0001")
        user = extra("users") | {"email": "old@example.org"}
        connection.execute(Base.metadata.tables["users"].insert().values(**user))
    place = site.place("be")
    newer = place.settings.database_url
    old = replace(place, settings=replace(place.settings, database_url=url))
    file = tmp_path / "old.zip"
    with writing(file) as archive, old.reading() as connection:
        facts = backups.about(old, connection, clock.now())
        assert facts["revision"] == "0001"
        counts = dumps.write(connection, archive)
        archive.close({**facts, "kind": backups.KIND, "tables": counts})
    put_back(site, "be", file)
    with engines.opened(newer) as connection:
        assert engines.revision_of(connection) == engines.head("tenant")
        assert connection.scalars(select(User.email)).all() == ["old@example.org"]
