"""Sealed texts over a change of the tenant's secret, a migration, and a restoration elsewhere."""

from dataclasses import replace

import pytest
from sqlalchemy import MetaData, Text, select, type_coerce, update

from app.accounts.models import User
from app.core import clock, engines
from app.core.db import Base
from app.core.sealing import box, seal, unseal
from app.operations import backups, dumps, resealing, restoring
from app.operations.archives import reading, writing

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NEW = "e" * 64


def kept(place):
    with engines.opened(place.settings.database_url) as connection:
        return connection.scalars(select(type_coerce(User.totp_secret, Text))).all()


def give_secret(place, key):
    sealed = type_coerce(seal(box([key], "accounts.totp"), SECRET), Text)
    with engines.opened(place.settings.database_url) as connection:
        connection.execute(
            update(User.__table__).values(totp_secret=sealed, totp_since=clock.now())
        )


def with_keys(place, *keys):
    settings = replace(place.settings, secret_key=keys[0], secret_key_fallbacks=keys[1:])
    return replace(place, settings=settings)


def test_after_resealing_the_old_key_may_go(site):
    place = site.place("be")
    old = place.settings.secret_key
    give_secret(place, old)
    users = len(kept(place))
    done = resealing.reseal(with_keys(place, NEW, old))
    mails = done["sealed"] - users
    assert (done["unreadable"], mails) == (0, len(site.rows("be")["mails"]))
    assert {unseal(box([NEW], "accounts.totp"), one) for one in kept(place)} == {SECRET}


def test_what_no_key_opens_is_counted_and_left(site):
    place = site.place("be")
    give_secret(place, NEW)
    before = kept(place)
    assert site.ask("reseal", "be")["unreadable"] == len(before)
    assert kept(place) == before


@pytest.mark.any_database
def test_every_sealed_column_is_known():
    names = {f"{column.table.name}.{column.name}" for column, _ in resealing.sealed_columns()}
    assert names == {"mails.body", "users.totp_secret"}


def older(site, tmp_path):
    """A backup of the revision before, with a secret that lies plain."""
    url = f"sqlite:///{tmp_path}/old.db"
    engines.make_file(url)
    with engines.opened(url) as connection:
        engines.mark_owner(connection, "be")
        engines.upgrade(connection, "tenant", "0004")
        users = dumps.tables_of(connection)
        (table,) = [one for one in users if one.name == "users"]
        row = {"name": "N", "email": "n@x.example", "role": "director", "version": 1}
        row |= {"invited_at": clock.now(), "totp_secret": SECRET, "totp_since": clock.now()}
        connection.execute(table.insert().values(**row))
    place = site.place("be")
    old = replace(place, settings=replace(place.settings, database_url=url))
    file = tmp_path / "old.zip"
    with writing(file) as archive, old.reading() as connection:
        facts = backups.about(old, connection, clock.now())
        counts = dumps.write(connection, archive)
        archive.close({**facts, "kind": backups.KIND, "tables": counts})
    return file


def test_a_backup_with_plain_secrets_is_sealed_when_it_is_put_back(site, tmp_path):
    place = site.place("be")
    with reading(older(site, tmp_path), backups.KIND) as reader:
        restoring.restore(place, reader, lambda step: None)
    (sealed,) = kept(place)
    assert unseal(box([place.settings.secret_key], "accounts.totp"), sealed) == SECRET


def test_migrating_seals_what_lies_plain_and_keeps_sessions(servers, dialect, tmp_path):
    """On SQLite nothing of it is left in the file either."""
    url = f"sqlite:///{tmp_path}/x.db"
    if dialect == "postgresql":
        url = servers.new_database("sealing")
    engines.make_file(url)
    with engines.opened(url) as connection:
        engines.upgrade(connection, "tenant", "0004")
        tables = {one.name: one for one in dumps.tables_of(connection)}
        now = clock.now()
        row = {"name": "N", "email": "n@x.example", "role": "director", "version": 1}
        row |= {"id": 1, "invited_at": now, "totp_secret": SECRET, "totp_since": now}
        connection.execute(tables["users"].insert().values(**row))
        session = {"user_id": 1, "key_hash": "x", "began_at": now, "expires_at": now}
        session |= {"device": "x", "second_factor": True}
        connection.execute(tables["sign_ins"].insert().values(**session))
    with pytest.raises(ValueError, match="at least one Fernet"), engines.opened(url) as connection:
        engines.upgrade(connection, "tenant")
    with engines.opened(url) as connection:
        engines.upgrade(connection, "tenant", keys=[NEW])
    with engines.opened(url) as connection:
        now = MetaData()
        now.reflect(connection, only=["users", "sign_ins"])
        sealed = connection.scalars(select(now.tables["users"].c.totp_secret)).one()
        assert len(connection.execute(select(now.tables["sign_ins"])).all()) == 1
    assert unseal(box([NEW], "accounts.totp"), sealed) == SECRET
    if dialect == "sqlite":
        assert SECRET.encode() not in (tmp_path / "x.db").read_bytes()


def test_what_was_sealed_elsewhere_is_restored_and_read_by_nobody(site):
    """The second step is then set up anew at the next sign-in."""
    place = site.place("be")
    give_secret(place, NEW)
    file = backups.back_up(place).file
    with reading(file, backups.KIND) as reader:
        restoring.restore(place, reader, lambda step: None)
    own = box([place.settings.secret_key], "accounts.totp")
    assert {unseal(own, one) for one in kept(place)} == {None}
    with site.app("be").app_context():
        rows = Base.metadata.tables["users"]
        with engines.opened(place.settings.database_url) as connection:
            assert set(connection.scalars(select(rows.c.totp_secret))) == {None}
