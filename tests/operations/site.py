"""An installation of three tenants as an operator has it, made by commands."""

import hashlib
import json
import os
import shutil
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner
from sqlalchemy import Text, create_engine, delete, insert, select, type_coerce
from sqlalchemy.engine import make_url

from app import cli, create_app, setup
from app.core import engines, roles
from app.core.config import REPOSITORY, read_settings
from app.core.db import Base, SharedBase, db
from app.core.sealing import Sealed
from app.core.tenancy import load_tenant
from app.operations.archives import MANIFEST
from app.operations.places import Place
from app.publication.models import Publication
from tests.databases import PREFIX
from tests.installation import CONFIG, empty_tables
from tests.isolation import canary
from tests.visitor import Visitor

CODES = ("be", "fr", "hq")
NAME = f"{PREFIX}_ops"
PUBLISHED = {"template": "duos_started", "period": "2026-Q3", "version": 1, "cells": []}


class Site:
    """`run` is the command line; `rows` all a tenant's database holds."""

    def __init__(self, dialect, folder, servers):
        self.dialect, self.instance, self.tenants = dialect, folder / "instance", folder / "tenants"
        self.admin = servers.postgres_url() if dialect == "postgresql" else None
        self.opened = []

    def name_it(self, monkeypatch):
        monkeypatch.setenv("TANDEM_INSTANCE", str(self.instance))
        monkeypatch.setenv("TANDEM_TENANTS", str(self.tenants))
        for name in ("TENANT", "TANDEM_POSTGRES_URL", "REDIS_URL", "TANDEM_REDIS_URL"):
            monkeypatch.delenv(name, raising=False)
        if self.admin:
            monkeypatch.setenv("TANDEM_POSTGRES_URL", self.admin)

    def make(self):
        """From nothing, with a row in every table of both countries and a publication of each."""
        for code in CODES:
            shutil.copytree(REPOSITORY / "tenants" / code, self.tenants / code)
        if self.admin:
            clear(self.admin)
            self.write_addresses()
        assert setup.migrate_all([], self.instance) == {}
        shutil.copytree(self.instance, self.instance.with_name("pristine"))
        self.fill_all()

    def renew(self):
        """As it was when it was made, whatever a test did to it."""
        shutil.rmtree(self.instance)
        shutil.copytree(self.instance.with_name("pristine"), self.instance)
        if not {"be", "be_owner", "fr", "fr_owner"} <= set(listed(self.admin)):
            assert setup.migrate_all([], self.instance) == {}
        self.fill_all()

    def fill_all(self):
        url, table = self.place("be").settings.shared_migration_url, Publication.__tablename__
        with engines.opened(url) as connection, roles.unbound(connection, table):
            connection.execute(delete(Publication))
        for code in ("be", "fr"):
            self.fill(code)

    def write_addresses(self):
        """Names of their own: the server may be somebody's who runs Tandem on it."""
        write(self.instance, "shared", migration_url=self.url("shared_owner", "shared"))
        for code in CODES:
            write(
                self.instance,
                code,
                secret_key=os.urandom(32).hex(),
                database_url=self.url(code, code),
                migration_url=self.url(f"{code}_owner", code),
                shared_url=self.url(code, "shared"),
            )

    def url(self, role, database):
        names = {"username": f"{NAME}_{role}", "database": f"{NAME}_{database}"}
        url = make_url(self.admin).set(password=f"secret-of-{role}", **names)
        return url.render_as_string(hide_password=False)

    def fill(self, code):
        place = self.place(code)
        owner = create_engine(place.settings.migration_url)
        empty_tables(owner)
        owner.dispose()
        canary.fill(self.app(code, by_owner=True), code)
        released = datetime(2026, 10, 5, tzinfo=UTC)
        with engines.opened(place.settings.shared_url) as connection:
            row = {"tenant": code, "released_at": released, **PUBLISHED}
            connection.execute(insert(Publication).values(**row))
        (place.settings.files / "imports").mkdir(mode=0o700)
        (place.settings.files / "imports" / "0a1b").write_text(f"CANARY-{code.upper()}-file")
        (place.settings.mail / "1.eml").write_text("a mail")
        self.close()

    def place(self, code):
        tenant = load_tenant(self.tenants / code)
        return Place(tenant, read_settings(tenant, self.instance), self.instance)

    def app(self, code, *, by_owner=False):
        place = self.place(code)
        settings = place.settings
        if by_owner:
            settings = replace(settings, database_url=settings.migration_url)
        app = create_app(place.tenant, settings, CONFIG)
        app.test_client_class = Visitor
        self.opened.append(app)
        return app

    def close(self):
        for app in self.opened:
            with app.app_context():
                db.session.remove()
                for engine in db.engines.values():
                    engine.dispose()
            if app.extensions["tandem.redis"]:
                app.extensions["tandem.redis"].close()
        self.opened.clear()

    def run(self, *words, **options):
        return CliRunner().invoke(cli.main, ["tenants", *words], **options)

    def ask(self, *words):
        """What a command that goes well answers to a program."""
        said = self.run(*words, "--json")
        assert said.exit_code == 0, said.output
        return json.loads(said.stdout)

    def rows(self, code):
        return rows_of(self.place(code).settings.database_url, Base)

    def shared_rows(self, code):
        """Those a country can see: all on SQLite, its own on PostgreSQL."""
        url = self.place(code).settings.shared_url
        found = rows_of(url, SharedBase, only=("publications", "publishers"))
        mine = [row for row in found["publications"] if row[1] == code]
        return mine, [row for row in found["publishers"] if code in row]


def rows_of(url, base, only=None):
    with engines.opened(url, writes=False) as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(as_kept(table).order_by("id"))]
            for table in base.metadata.sorted_tables
            if only is None or table.name in only
        }


def as_kept(table):
    """What is sealed is compared as it is: sealed."""
    return select(
        *(type_coerce(c, Text) if isinstance(c.type, Sealed) else c for c in table.columns)
    )


def state_of(site, code):
    """Everything of a tenant that an operation on another must leave as it is."""
    folder = site.instance / code
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("tenant.db")
    }
    return site.rows(code), site.shared_rows(code), files


def write(instance, code, **facts):
    folder = instance / code
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / "settings.toml"
    file.touch(mode=0o600)
    file.write_text("".join(f'{key} = "{value}"\n' for key, value in facts.items()))


def clear(admin_url):
    """Databases and roles of these tests, of a run that was broken off too."""
    engine = create_engine(admin_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        names = connection.exec_driver_sql("SELECT datname FROM pg_database").scalars().all()
        for name in [name for name in names if name.startswith(NAME)]:
            connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')
        names = connection.exec_driver_sql("SELECT rolname FROM pg_roles").scalars().all()
        for name in [name for name in names if name.startswith(NAME)]:
            connection.exec_driver_sql(f'DROP ROLE "{name}"')
    engine.dispose()


def listed(admin_url):
    """Databases and roles of these tests that are there."""
    engine = create_engine(admin_url)
    with engine.connect() as connection:
        found = [
            *connection.exec_driver_sql("SELECT datname FROM pg_database").scalars(),
            *connection.exec_driver_sql("SELECT rolname FROM pg_roles").scalars(),
        ]
    engine.dispose()
    return sorted(name.removeprefix(f"{NAME}_") for name in found if name.startswith(NAME))


def dies_at(step):
    """A listener whose process ends at that step, without a word and without cleaning up."""

    def tell(now):
        if now == step:
            os._exit(9)

    return tell


def in_a_process(call):
    """The exit code of a process that did `call` and nothing else."""
    child = os.fork()
    if not child:
        try:
            call()
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def copied(site, folder: Path):
    """Another site on SQLite with what is in this one."""
    shutil.copytree(site.instance, folder / "instance")
    shutil.copytree(site.tenants, folder / "tenants")


def with_manifest(file, **facts):
    """The same backup, which now says something else of itself."""
    return _forged(file, lambda name, data: data, lambda manifest: manifest.update(facts))


def with_member(file, changed, content):
    """The same backup with another member, and the sum that this one has."""

    def tell(manifest):
        sums = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        manifest["members"][changed] = sums

    return _forged(file, lambda name, data: content if name == changed else data, tell)


def _forged(file, member, tell):
    forged = file.with_name("forged.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(forged, "w", zipfile.ZIP_DEFLATED) as new:
        manifest = json.loads(old.read(MANIFEST))
        tell(manifest)
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, json.dumps(manifest) if name == MANIFEST else member(name, data))
    return forged
