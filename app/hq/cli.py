"""Headquarters on the command line."""

from pathlib import Path

import click

from app.core.commands import TenantGroup
from app.core.tenancy import tenant
from app.hq.report import report
from app.releases import queries
from app.releases.periods import read_quarter

group = TenantGroup("hq", help="Headquarters: the comparison of countries.")


@group.command("report")
@click.argument("period", metavar="QUARTER")
@click.option("--language", metavar="CODE", help="One of headquarters' languages; else its first.")
@click.option("--out", metavar="FILE", required=True, type=click.Path(path_type=Path))
def write_report(period: str, language: str | None, out: Path) -> None:
    """Write the report of a QUARTER, such as 2026-Q3, as PDF."""
    wanted = language or tenant().default_language
    if wanted not in tenant().languages:
        known = ", ".join(tenant().languages)
        raise click.ClickException(f"headquarters has no language {wanted}: {known}")
    quarter = read_quarter(period)
    if quarter is None or quarter not in queries.quarters():
        raise click.ClickException(f"no country published for {period}")
    out.write_bytes(report(quarter, wanted))
    click.echo(f"{out}: the report of {quarter.code} in {wanted}")
