"""Publication on the command line."""

import json
from typing import Any

import click

from app.core.commands import TenantGroup
from app.core.db import commit
from app.core.quarters import quarter
from app.publication import actions, queries
from app.publication.models import Release

group = TenantGroup("publication", help="What a tenant lets headquarters see.")
PERIOD = click.argument("period", metavar="PERIOD", callback=lambda _c, _p, text: _read(text))


@group.command("compute")
@PERIOD
@click.option("--reason", default="", help="Why a quarter that was published is computed again.")
def compute(period: str, reason: str) -> None:
    """Count and protect the tables of PERIOD, such as 2026-Q3. Nothing leaves the country."""
    asked = actions.ask(period=quarter(period), reason=reason)
    release = queries.find_asked(asked.id)
    if release is not None:
        actions.compute(release)
        _tell(release)
        _name_cells(release)


@group.command("show")
@PERIOD
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def show(period: str, form: str) -> None:
    """Print what would leave, or has left, for PERIOD. What was before stays in the country."""
    release = queries.newest_of(period)
    if form == "json":
        click.echo(json.dumps(_told(release), indent=2, ensure_ascii=False))
        return
    _tell(release)
    for table in release.tables:
        click.echo(f"{table.template}: {len(table.after)} cells")


@group.command("release")
@PERIOD
def release_command(period: str) -> None:
    """Let the newest tables of PERIOD leave for headquarters."""
    release = actions.let_go(release=queries.newest_of(period))
    commit()  # what arrives there must be written down here first
    actions.send_all()
    _tell(release)


@group.command("list")
def list_command() -> None:
    """Everything that was computed, the newest quarter first."""
    for one in queries.newest():
        click.echo(f"{one.period}\t{one.number}\t{one.state}\t{one.reason or ''}")


def _told(release: Release) -> dict[str, Any]:
    return {
        "period": release.period,
        "number": release.number,
        "state": release.state,
        "method": release.method,
        "thresholds": release.thresholds,
        "findings": release.findings,
        "tables": [
            {
                "template": table.template,
                "version": table.version,
                "replaces": table.replaces,
                "digest": table.digest,
                "cells": table.after,
            }
            for table in release.tables
        ],
    }


def _tell(release: Release) -> None:
    told = sum(finding["why"] == "narrowed" for finding in release.findings)
    click.echo(
        f"{release.period} {release.number}: {release.state}, {len(release.tables)} tables, "
        f"{told} cells that could be told"
    )


def _name_cells(release: Release) -> None:
    """The cells that the check names, one a line."""
    for finding in release.findings:
        if finding["why"] == "narrowed":
            at = ", ".join(finding["at"].values())
            click.echo(f"{finding['template']} [{at}] {finding['count']}", err=True)


def _read(text: str) -> str:
    try:
        return quarter(text.upper()).code
    except ValueError:
        raise click.BadParameter("write a quarter such as 2026-Q3") from None
