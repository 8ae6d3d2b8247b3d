"""Imports on the command line."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from flask_babel import force_locale
from flask_babel import gettext as _

from app.core.commands import TenantGroup
from app.core.tenancy import TenantMistake, tenant
from app.imports import actions, queries, running
from app.imports.models import STATE_NAMES
from app.lists.fields import KINDS
from app.lists.recognising import Mapped
from app.references.tallies import VERDICTS, Tally, summary_of
from app.refused_rows.files import RefusedFiles
from app.spreadsheets.options import reading_options
from app.spreadsheets.tables import Unreadable
from app.takeover.taking_in import Told

group = TenantGroup("imports", help="Imports of a tenant.")


@group.command("run")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(list(KINDS)), help="Only the list of this kind.")
@reading_options
@click.option("--language", help="Of the reasons in the report, such as nl.")
def run_command(file: Path, form: str, language: str | None, **options: Any) -> None:
    """Take in FILE: mentees, mentors or duos, or a workbook with sheets of these."""
    with force_locale(_language(language)):
        try:
            tallies = _run(file, options)
        except Unreadable as reason:
            raise click.ClickException(reason.text) from None
        except TenantMistake as mistake:
            raise click.ClickException(str(mistake)) from None
        if form == "json":
            click.echo(json.dumps(summary_of(tallies), ensure_ascii=False))
        else:
            _tell(tallies)


@group.command("list")
def list_command() -> None:
    """Every import, the newest first."""
    for one in queries.newest_imports():
        counts = "\t".join(f"{name} {getattr(one, name)}" for name in VERDICTS)
        made = one.made_at.astimezone(tenant().zone).strftime("%Y-%m-%d %H:%M")
        state = STATE_NAMES[one.state]
        click.echo(f"{one.id}\t{made}\t{one.kind}\t{one.file_name}\t{state}\t{counts}")


@group.command("undo")
@click.argument("import_id", type=int)
def undo_command(import_id: int) -> None:
    """Take back all of an import, as long as nothing depends on it."""
    found = queries.find_import(import_id)
    if found is None:
        raise click.ClickException(f"there is no import {import_id}")
    actions.undo(import_=found, at_once=True)
    click.echo(_("The import was undone."))


@group.command("tidy")
def tidy_command() -> None:
    """Forget drafts, their files and refused rows that were kept long enough."""
    click.echo(actions.tidy())


def _run(file: Path, options: dict[str, Any]) -> list[Tally]:
    report, dry = options.pop("report"), options.pop("dry_run")
    written: list[Path] = []
    if report is not None and report.resolve() == file.resolve():
        raise click.BadParameter("it would take the place of FILE", param_hint="--report")

    def listeners(lists: Sequence[Mapped]) -> Sequence[Told]:
        if report is None:
            return ()
        files = RefusedFiles(report, lists)
        written.extend(files.paths)
        return (files,)

    chosen = {name: value for name, value in options.items() if value is not None}
    tallies = running.run_file(file, chosen, dry=dry, also_told=listeners)
    for path in written:
        click.echo(str(path), err=True)
    return tallies


def _language(wanted: str | None) -> str:
    known = tenant().languages
    if wanted is not None and wanted not in known:
        raise click.BadParameter(f"{wanted}: {', '.join(known)}", param_hint="--language")
    return wanted or tenant().default_language


def _tell(tallies: Sequence[Tally]) -> None:
    for tally in tallies:
        counts = ", ".join(f"{name} {tally.counts[name]}" for name in VERDICTS)
        click.echo(f"{KINDS[tally.kind]}: {tally.rows} ({counts})")
        for code, count in tally.reasons.most_common():
            click.echo(f"  {count} × {code}")
