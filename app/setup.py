"""Preparing tenants: secrets, databases, antennas; and making the applications from them."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import click
from flask import Flask

from app import create_app
from app.antennas.actions import take_over_antennas
from app.core import engines, joining, logs, roles, standing
from app.core.config import (
    TenantSettings,
    check_distinct,
    instance_folder,
    make_settings,
    read_settings,
    tenants_folder,
)
from app.core.db import db, transaction
from app.core.queues import redis_rules
from app.core.sealing import keys_of
from app.core.tenancy import Tenant, TenantMistake, load_tenants
from app.core.viewer import SYSTEM, acting_as
from app.hq.enrolment import enrol
from app.library import models as library
from app.publication.models import Publication, Publisher
from app.shipped_modules.actions import take_shipped
from app.training.actions import refresh as copy_modules


def tenants(*also: str) -> dict[str, Tenant]:
    """Tenants by code, without those that have not finished joining or left, but for `also`.

    Ends the command with every mistake when one is wrong.
    """
    instance = instance_folder()
    absent = (joining.all_joining(instance) | standing.all_left(instance)) - {*also}
    try:
        return load_tenants(tenants_folder(), without=absent)
    except TenantMistake as mistake:
        raise click.ClickException(str(mistake)) from None


def applications(codes: list[str] | None = None) -> dict[str, Flask]:
    """The applications by code of those that may be served.

    Refuses tenants that share a secret, a database or a folder.
    """
    known = tenants()
    wanted = codes or list(known)
    for code in wanted:
        _require(code, known)
    settings = {code: read_settings(known[code], instance_folder()) for code in wanted}
    check_distinct(settings)
    return {code: create_app(known[code], settings[code]) for code in wanted}


def application(code: str) -> Flask:
    """Of one tenant; for an operator also of one that has not finished joining."""
    known = tenants(code)
    _require(code, known)
    return create_app(known[code], read_settings(known[code], instance_folder()))


def _require(code: str, known: Mapping[str, Tenant]) -> None:
    if code in known:
        return
    if joining.is_joining(instance_folder(), code):
        told = f"{code} has not finished joining: tandem tenants new {code} --resume"
        raise click.ClickException(told)
    raise click.ClickException(f"there is no tenant {code}; there are {', '.join(known)}")


@click.group("tenants")
def group() -> None:
    """The countries: list them, prepare them, bring them up to date."""


@group.command("list")
def list_tenants() -> None:
    """Each tenant with its host, languages, number of antennas and state."""
    instance = instance_folder()
    for tenant in tenants().values():
        languages = ",".join(tenant.languages)
        state = "suspended" if standing.is_suspended(instance, tenant.code) else "active"
        click.echo(f"{tenant.code}\t{tenant.host}\t{languages}\t{len(tenant.antennas)}\t{state}")
    for code in sorted(joining.all_joining(instance)):
        click.echo(f"{code}\t-\t-\t-\tonboarding")


@group.command("queue-rules")
@click.argument("code")
def queue_rules(code: str) -> None:
    """The command that makes this tenant's user of the queue server; put in a password."""
    known = tenants(code)
    _require(code, known)
    tenant = known[code]
    rules = " ".join(redis_rules(tenant))
    click.echo(f"ACL SETUSER tandem-{tenant.code} reset on >PASSWORD {rules}")


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
    known = tenants(*codes)
    failed = {code: "there is no such tenant" for code in codes if code not in known}
    settings = {code: make_settings(tenant, instance) for code, tenant in known.items()}
    check_distinct(settings)
    prepare_shared(list(settings.values()))
    wanted = [code for code in codes or known if code in known]
    # Headquarters first: its library is then there for the countries to copy.
    for code in sorted(wanted, key=lambda code: not known[code].is_hq):
        try:
            prepare(known[code], settings[code])
            click.echo(f"{code}: ready")
        except Exception as error:
            failed[code] = logs.told(error)
    return failed


def prepare_shared(settings: list[TenantSettings]) -> None:
    """The shared database, with its owner; tenants are let in one by one."""
    owner_url = settings[0].shared_migration_url
    if admin := postgres_admin():
        roles.provide(admin, owner_url, [])
    engines.migrate(owner_url, branch="shared", owner="shared")


def prepare(tenant: Tenant, settings: TenantSettings) -> None:
    """Database, owner's marker, antennas; no people. Doing it twice changes nothing."""
    provide(settings)
    bring_up(tenant, settings)
    take_over(tenant, settings)
    enrol(settings.shared_migration_url, tenant)


def provide(settings: TenantSettings) -> None:
    """The folders, and where a server keeps the databases, the tenant's own and its roles."""
    for folder in (settings.files, settings.mail):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if admin := postgres_admin():
        roles.provide(admin, settings.migration_url, [settings.database_url])
        roles.provide(admin, settings.shared_migration_url, [settings.shared_url])


def bring_up(tenant: Tenant, settings: TenantSettings) -> None:
    """The owner's marker, the tables as they are now, and who may do what with them."""
    keys = keys_of(settings)
    engines.migrate(settings.migration_url, branch="tenant", owner=tenant.code, keys=keys)
    roles.let_work(settings.migration_url, settings.database_url)
    open_shared(tenant, settings)


def take_over(tenant: Tenant, settings: TenantSettings) -> None:
    """What the tenant's folder holds and its database has not: antennas; the shipped modules, and
    in a country their copy."""
    with create_app(tenant, settings).app_context(), acting_as(SYSTEM):
        with transaction():
            take_over_antennas(tenant.antennas)
            if tenant.is_hq:
                take_shipped(tenant.folder / "library")
        if not tenant.is_hq:
            with transaction():
                copy_modules()
        let_go()


def let_go() -> None:
    """Close what the application of this context has opened."""
    db.session.remove()
    for engine in db.engines.values():
        engine.dispose()


def open_shared(tenant: Tenant, settings: TenantSettings) -> None:
    """A country sees and adds its own publications and reads what the library published;
    headquarters reads the publications of all and writes the library."""
    urls = settings.shared_migration_url, settings.shared_url
    published = (*library.PUBLISHED, Publisher.__tablename__, Publication.__tablename__)
    if tenant.is_hq:
        roles.let_read(*urls, (*published, *library.WRITTEN))
        roles.let_edit(*urls, (*library.PUBLISHED, *library.WRITTEN))
        roles.let_read_all(*urls, Publication.__tablename__, tenant.code)
    else:
        roles.let_read(*urls, published)
        roles.let_publish(*urls, Publication.__tablename__, tenant.code)


def postgres_admin() -> str | None:
    """The administrator who may make roles and databases, where this installation has one."""
    return os.environ.get("TANDEM_POSTGRES_URL")


def only_tenant() -> str | None:
    """The tenant this process serves, when it serves only one (production)."""
    return os.environ.get("TENANT")
