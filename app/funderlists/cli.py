"""Lists of funders on the command line."""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click
from flask_babel import force_locale

from app.core.commands import TenantGroup
from app.core.db import db
from app.core.export import safe
from app.core.tenancy import tenant
from app.funderlists import actions, pages, queries, rules
from app.funderlists.judging import judged
from app.funderlists.models import FunderList
from app.funderlists.verdicts import Plan, Verdict
from app.funders.models import FunderKind
from app.spreadsheets.options import reading_options
from app.spreadsheets.refused import file_headers
from app.spreadsheets.tables import Unreadable

group = TenantGroup("funders", help="Lists of the funders of a tenant.")


@group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice([*map(str, FunderKind)]), help="Where a row says none.")
@reading_options
def import_command(
    file: Path, kind: str | None, form: str, report: Path | None, **options: Any
) -> None:
    """Read the list of funders in FILE in; what is filled in already is never overwritten."""
    if report is not None and report.resolve() == file.resolve():
        raise click.BadParameter("it would take the place of FILE", param_hint="--report")
    dry = options.pop("dry_run")
    with force_locale(tenant().default_language):
        list_ = _read(file, kind, options)
        found = judged(list_)
        told = _counts(found) | {"list": None if dry else list_.id}
        differing = [each for each in found if each.differences]
        list_ = actions.take_in(list_=list_)
        if report is not None:
            _write(report, list_)
        click.echo(json.dumps(told) if form == "json" else _lines(told, list_, differing))
        if dry:
            db.session.rollback()


@group.command("undo")
@click.argument("list_id", type=int)
def undo_command(list_id: int) -> None:
    """Take back what a list wrote and nobody has touched since."""
    list_ = queries.find_list(list_id)
    if list_ is None:
        raise click.ClickException(f"there is no list {list_id}")
    click.echo(f"kept {actions.undo(list_=list_).kept}")


def _read(file: Path, kind: str | None, options: dict[str, Any]) -> FunderList:
    asked = {name: value for name, value in options.items() if value is not None}
    try:
        list_ = actions.read(file, file.name, **asked)
    except Unreadable as reason:
        raise click.ClickException(reason.text) from None
    list_.chosen = list_.chosen | {"kind": kind}
    against = rules.against_taking_in(list_)
    if against:
        raise click.ClickException(" ".join(str(each.text) for each in against))
    return list_


def _counts(found: Sequence[Plan]) -> dict[str, Any]:
    counted = Counter(str(each.verdict) for each in found)
    reasons = Counter(problem.code for each in found for problem in each.row.problems)
    return {
        "rows": len(found),
        **{str(verdict): counted[verdict] for verdict in Verdict},
        "differing": sum(bool(each.differences) for each in found),
        "reasons": dict(sorted(reasons.items())),
    }


def _lines(told: dict[str, Any], list_: FunderList, differing: Iterable[Plan]) -> str:
    counts = ", ".join(f"{name} {told[name]}" for name in (*Verdict, "differing"))
    lines = [f"{told['rows']} ({counts})"]
    lines += [
        f"  {each.line}: {each.column or each.field}: {each.text}" for each in pages.refusals(list_)
    ]
    for plan in differing:
        names = ", ".join(pages.label_of(one.field) for one in plan.differences)
        lines.append(f"  {plan.row.line}: {plan.row.name}: {names}: kept as it is")
    return "\n".join(lines)


def _write(report: Path, list_: FunderList) -> None:
    """Only for who runs the command: it names people at the funders."""
    report.unlink(missing_ok=True)
    report.touch(mode=0o600)
    with report.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target, delimiter=";")
        for line in (file_headers(list_.headers), *pages.refused_lines(list_)):
            writer.writerow([safe(cell) for cell in line])
