"""Reports on the command line, below `funding`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import click

from app.core.errors import Refused
from app.reports import actions, papers, queries
from app.reports.batches import report_of
from app.reports.figures import figures_of
from app.reports.periods import quarter


def _read(text: str) -> tuple[date, date]:
    try:
        return quarter(text.upper())
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
    found = [one for one in queries.reportable(*period) if not codes or one.code in codes]
    figures = figures_of(found, *period)
    out.mkdir(parents=True, exist_ok=True)
    wanted = SimpleNamespace(from_on=period[0], until_on=period[1], template=None)
    failed = 0
    for grant in found:
        try:
            report = report_of(grant.id, wanted)
            content = actions.content_now(report, figures[grant.id])
        except Refused as refusal:
            failed += 1
            told = " ".join(str(reason.text) for reason in refusal.reasons)
            click.echo(f"{grant.code}: {told}", err=True)
            continue
        for kind in kinds:
            path = out / papers.file_name(report, kind)
            path.write_bytes(papers.file_of(report, content, kind))
            click.echo(str(path))
    if failed:
        raise SystemExit(1)
