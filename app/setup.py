"""Preparing tenants: secrets, databases, antennas; and making the applications from them."""

import os
import sys
from pathlib import Path

import click
from flask import Flask

from app import create_app
from app.antennas.actions import take_over_antennas
from app.core import engines
from app.core.config import (
    REPOSITORY,
    TenantSettings,
    check_distinct,
    instance_folder,
    make_settings,
    read_settings,
)
from app.core.db import transaction
from app.core.tenancy import Tenant, TenantMistake, load_tenants
from app.core.viewer import SYSTEM, acting_as
from app.hq.enrolment import enrol


def tenants() -> dict[str, Tenant]:
    """All tenants by code. Ends the command with every mistake when one is wrong."""
    try:
        return load_tenants(REPOSITORY / "tenants")
    except TenantMistake as mistake:
        raise click.ClickException(str(mistake)) from None


def applications(codes: list[str] | None = None) -> dict[str, Flask]:
    """The applications by code; refuses tenants that share a secret, a database or a folder."""
    known = tenants()
    wanted = codes or list(known)
    settings = {code: read_settings(known[code], instance_folder()) for code in wanted}
    check_distinct(settings)
    return {code: create_app(known[code], settings[code]) for code in wanted}


def application(code: str) -> Flask:
    known = tenants()
    if code not in known:
        raise click.ClickException(f"there is no tenant {code}; there are {', '.join(known)}")
    return create_app(known[code], read_settings(known[code], instance_folder()))


@click.group("tenants")
def group() -> None:
    """The countries: list them, prepare them, bring them up to date."""


@group.command("list")
def list_tenants() -> None:
    """Each tenant with its host, languages and number of antennas."""
    for tenant in tenants().values():
        languages = ",".join(tenant.languages)
        click.echo(f"{tenant.code}\t{tenant.host}\t{languages}\t{len(tenant.antennas)}")


@group.command("migrate")
@click.argument("codes", nargs=-1)
def migrate_command(codes: tuple[str, ...]) -> None:
    """Prepare every tenant from nothing, or bring it up to date; the others go on if one fails."""
    failed = migrate_all(list(codes), instance_folder())
    for code, problem in failed.items():
        click.echo(f"{code}: {problem}", err=True)
    if failed:
        sys.exit(1)


def migrate_all(codes: list[str], instance: Path) -> dict[str, str]:
    """Migrate one tenant after another, never in threads; what went wrong, by code."""
    known = tenants()
    failed: dict[str, str] = {}
    settings = {code: make_settings(tenant, instance) for code, tenant in known.items()}
    check_distinct(settings)
    shared = next(iter(settings.values())).shared_migration_url
    engines.migrate(shared, branch="shared", owner="shared")
    for code in codes or list(known):
        try:
            prepare(known[code], settings[code])
            click.echo(f"{code}: ready")
        except Exception as error:
            failed[code] = f"{type(error).__name__}: {error}"
    return failed


def prepare(tenant: Tenant, settings: TenantSettings) -> None:
    """Database, owner's marker, antennas; no people. Doing it twice changes nothing."""
    for folder in (settings.files, settings.mail):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    engines.migrate(settings.migration_url, branch="tenant", owner=tenant.code)
    with create_app(tenant, settings).app_context(), acting_as(SYSTEM), transaction():
        take_over_antennas(tenant.antennas)
    enrol(settings.shared_migration_url, tenant)


def only_tenant() -> str | None:
    """The tenant this process serves, when it serves only one (production)."""
    return os.environ.get("TENANT")
