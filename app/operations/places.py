"""Where a tenant lives on this machine, and one command at a time in it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
from sqlalchemy import Connection
from sqlalchemy.engine import make_url

from app.core import engines, standing
from app.core.config import TenantSettings, instance_folder, read_settings, tenants_folder
from app.core.tenancy import Tenant, TenantMistake, load_tenant
from app.core.tenant_files import folders


@dataclass(frozen=True)
class Place:
    """A tenant and what this installation says of it; `folder` holds all its state."""

    tenant: Tenant
    settings: TenantSettings
    instance: Path

    @property
    def code(self) -> str:
        return self.tenant.code

    @property
    def folder(self) -> Path:
        return self.instance / self.code

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One moment of the tenant's database while others go on writing to it.

        SQLite is opened for reading, so that BEGIN takes no lock that keeps writers out. Raises
        `WrongOwner` when the database is somebody else's.
        """
        kept = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with engines.opened(self.settings.database_url, writes=False, **kept) as connection:
            engines.refuse_owner(engines.owner_of(connection), self.code)
            yield connection

    @contextmanager
    def writing(self, url: str = "") -> Iterator[Connection]:
        """The same to write in; `url` is that of another role."""
        with engines.opened(url or self.settings.database_url) as connection:
            engines.refuse_owner(engines.owner_of(connection), self.code)
            yield connection

    @property
    def is_sqlite(self) -> bool:
        return make_url(self.settings.database_url).get_backend_name() == "sqlite"


def codes() -> list[str]:
    """Of all tenants that did not leave, whatever else is the matter with them."""
    left = standing.all_left(instance_folder())
    return [path.name for path in folders(tenants_folder()) if path.name not in left]


def require(code: str) -> None:
    if code not in codes():
        raise click.ClickException(f"there is no tenant {code}; there are {', '.join(codes())}")


def find(code: str) -> Place:
    """One that is suspended or half-way is found too. Ends the command where there is none."""
    require(code)
    try:
        tenant = load_tenant(tenants_folder() / code)
    except TenantMistake as mistake:
        raise click.ClickException(str(mistake)) from None
    return Place(tenant, read_settings(tenant, instance_folder()), instance_folder())


@contextmanager
def held(place: Place) -> Iterator[None]:
    """Nobody else backs this tenant up, puts it back or destroys it meanwhile."""
    handle = os.open(place.folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        told = f"another command is at work on {place.code}: wait until it is done"
        raise click.ClickException(told) from None
    finally:
        os.close(handle)
