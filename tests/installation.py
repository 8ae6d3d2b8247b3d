"""An installation for tests: settings, databases and applications of every tenant."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import (
    CompoundSelect,
    Connection,
    Engine,
    MetaData,
    Table,
    create_engine,
    exists,
    select,
    union_all,
)

from app import create_app
from app.antennas.actions import take_over_antennas
from app.core import engines
from app.core.config import REPOSITORY, TenantSettings, make_settings
from app.core.db import Base, SharedBase, db, transaction
from app.core.tenancy import Tenant, load_tenants
from app.core.viewer import SYSTEM, acting_as
from app.hq.enrolment import enrol
from tests.databases import Servers
from tests.visitor import Visitor

CONFIG = {
    "TESTING": True,
    "WTF_CSRF_ENABLED": False,
    "RATELIMIT_ENABLED": False,
}


class Installation:
    """`apps`, `tenants` and `settings` by code; `empty()` puts every database back to new."""

    def __init__(self, dialect: str, servers: Servers, folder: Path) -> None:
        self.dialect, self.servers, self.folder = dialect, servers, folder
        self.others: list[Flask] = []
        self.tenants = load_tenants(REPOSITORY / "tenants")
        self.settings = {code: self._settings(tenant) for code, tenant in self.tenants.items()}
        self._make(self.shared_url, SharedBase.metadata, "shared")
        self.apps = {code: self._prepare(tenant) for code, tenant in self.tenants.items()}

    def _settings(self, tenant: Tenant) -> TenantSettings:
        settings = make_settings(tenant, self.folder)
        if self.dialect == "sqlite":
            self.shared_url = settings.shared_migration_url
            return settings
        if not hasattr(self, "shared_url"):
            self.shared_url = self.servers.new_database("shared")
        url = self.servers.new_database(tenant.code)
        return replace(
            settings,
            database_url=url,
            migration_url=url,
            shared_url=self.shared_url,
            shared_migration_url=self.shared_url,
        )

    def _prepare(self, tenant: Tenant) -> Flask:
        settings = self.settings[tenant.code]
        self._make(settings.migration_url, Base.metadata, tenant.code)
        for place in (settings.files, settings.mail):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        app = create_app(tenant, settings, CONFIG)
        app.test_client_class = Visitor
        app.extensions["tandem.current"] = True  # made from the tables, not by migration
        enrol(self.shared_url, tenant)
        return app

    def _make(self, url: str, tables: MetaData, owner: str) -> None:
        engine = engine_of(url)
        with engine.begin() as connection:
            tables.create_all(connection)
            engines.mark_owner(connection, owner)
        engine.dispose()

    def app(self, code: str, **config: Any) -> Flask:
        """Another application of the same tenant, with some of its configuration changed."""
        app = create_app(self.tenants[code], self.settings[code], CONFIG | config)
        app.test_client_class = Visitor
        app.extensions["tandem.current"] = True
        self.others.append(app)
        return app

    def close_others(self) -> None:
        close(self.others)
        self.others.clear()

    def close(self) -> None:
        close([*self.others, *self.apps.values()])

    def empty(self, *, antennas: bool = True) -> None:
        empty_shared(self.apps["hq"])
        for code, app in self.apps.items():
            with app.app_context(), acting_as(SYSTEM):
                db.session.remove()
                empty_tables(db.engine)
                empty_folder(self.settings[code].files)
                with transaction():
                    take_over_antennas(self.tenants[code].antennas if antennas else ())
                db.session.remove()


def close(apps: Iterable[Flask]) -> None:
    for app in apps:
        with app.app_context():
            db.session.remove()
            for engine in db.engines.values():
                engine.dispose()


def engine_of(url: str) -> Engine:
    engines.make_file(url)
    return create_engine(engines.existing_only(url))


def empty_folder(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)


def empty_shared(app: Flask) -> None:
    """All but the list of publishers."""
    with app.app_context(), db.engines["shared"].connect() as connection:
        for table in reversed(filled(connection, SharedBase.metadata)):
            if table.name != "publishers":
                connection.execute(table.delete())
        connection.commit()


def empty_tables(engine: Engine) -> None:
    """Those with something in them, which are few; their numbers begin at 1 again."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        tables = filled(connection, Base.metadata)
        for table in reversed(tables):
            connection.execute(table.delete())
        connection.commit()
    if engine.dialect.name == "postgresql":
        begin_again(engine, tables)


MOVED = """SELECT setval(quote_ident(sequencename)::regclass, start_value, false)
FROM pg_sequences WHERE schemaname = current_schema() AND last_value IS NOT NULL"""
"""Begins again what gave a number, in a table that is empty too."""


def begin_again(engine: Engine, tables: Sequence[Table]) -> None:
    """Numbers from 1, also where a row was taken back, and no gaps of old rows, in which new ones
    would stand in another order."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(MOVED)
        if tables:
            names = ", ".join(f'"{table.name}"' for table in tables)
            connection.exec_driver_sql(f"VACUUM {names}")


def filled(connection: Connection, metadata: MetaData) -> list[Table]:
    """The tables that are not empty, each after those it refers to."""
    tables, asked = looking(metadata)
    answers = connection.execute(asked).scalars()
    return [table for table, is_filled in zip(tables, answers, strict=True) if is_filled]


@cache
def looking(metadata: MetaData) -> tuple[list[Table], CompoundSelect[bool]]:
    """All tables in their order, and one statement that says of each whether it holds a row."""
    tables = metadata.sorted_tables
    return tables, union_all(*(select(exists(select(table.c.id))) for table in tables))
