"""Demonstration data on the command line."""

import os
from collections.abc import Iterable
from pathlib import Path

import click
from sqlalchemy import select

from app.accounts.models import User
from app.core.commands import Scope
from app.core.config import instance_folder
from app.core.db import db, transaction
from app.core.tenancy import tenant
from app.core.viewer import SYSTEM, acting_as
from app.demo.actions import make_demonstration
from app.demo.releases import make_releases
from app.demo.staff import Demonstrated
from app.publication import actions
from app.setup import applications

FILE = "demo-accounts.txt"


@click.group("demo")
def group() -> None:
    """Invented people to try the product with."""


@group.command("make")
@click.pass_obj
def make(scope: Scope) -> None:
    """Invented people, duos and accounts in every tenant that has nobody yet; prints passwords."""
    told: list[Demonstrated] = []
    for app in applications([scope.code] if scope.code else None).values():
        with app.app_context(), acting_as(SYSTEM):
            made = _make_one()
            told += made
            if made and not tenant().is_hq:
                _publish()
    if told:
        lines = list(written(told))
        keep(instance_folder() / FILE, lines)
        click.echo("\n".join(lines))


def _make_one() -> list[Demonstrated]:
    """Nothing where somebody is there already."""
    with transaction():
        found = db.session.scalar(select(User.id).limit(1))
        return make_demonstration() if found is None else []


def _publish() -> None:
    """What is released must be written down here before it leaves."""
    with transaction():
        make_releases()
    with transaction():
        actions.send_all()


def written(told: Iterable[Demonstrated]) -> Iterable[str]:
    for account in told:
        yield f"{account.host}\t{account.email}\t{account.password}\t{account.role}\t{account.name}"


def keep(file: Path, lines: list[str]) -> None:
    """Readable by the owner alone from the first moment."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as target:
        target.write("\n".join(lines) + "\n")
