"""Reports on the command line, below `funding`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click

from app.core.db import commit
from app.core.quarters import quarter
from app.grants.models import Grant
from app.report_contents.figures import figures_of
from app.reports import papers, queries
from app.reports.batches import make_one


def _read(text: str) -> tuple[date, date]:
    try:
        return quarter(text.upper()).days
    except ValueError:
        raise click.BadParameter("write a quarter such as 2026-Q3") from None


@click.command("reports")
@click.option("--period", required=True, callback=lambda _c, _p, text: _read(text))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True)
@click.option("--grant", "codes", multiple=True, help="Only these grants, by code.")
@click.option("--format", "kinds", type=click.Choice(papers.KINDS), multiple=True, default=["pdf"])
def reports(
    period: tuple[date, date], out: Path, codes: Sequence[str], kinds: Sequence[str]
) -> None:
    """Write the reports of every grant for PERIOD, such as 2026-Q3, as files in a folder.

    A report that is not there yet is made as a draft. One that fails is told; then it ends with 1.
    """
    reportable = queries.reportable(*period)
    if unknown := sorted({*codes} - {one.code for one in reportable}):
        raise click.ClickException(f"there is no grant to report on: {', '.join(unknown)}")
    found = [one for one in reportable if not codes or one.code in codes]
    figures = figures_of(found, *period)
    out.mkdir(parents=True, exist_ok=True)
    wanted = SimpleNamespace(from_on=period[0], until_on=period[1], template=None)
    failed = [_written(wanted, grant, figures[grant.id], (out, kinds)) for grant in found]
    if any(failed):
        commit()  # those that were made stay
        raise SystemExit(1)


def _written(
    wanted: Any, grant: Grant, figures: dict[str, Any], where: tuple[Path, Sequence[str]]
) -> str:
    """Why it could not be made; nothing when it was."""
    out, kinds = where
    files, why = make_one(wanted, grant.id, figures, kinds)
    for name, body in files.items():
        (out / name).write_bytes(body)
        click.echo(str(out / name))
    if why:
        click.echo(f"{grant.code}: {why}", err=True)
    return why
