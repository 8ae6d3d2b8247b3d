"""The coverage on the command line; `app/cli.py` puts it into the group of the funding."""

import json

import click

from app.core import clock
from app.core.export import as_csv
from app.core.quarters import quarter, quarter_of
from app.coverage import pages
from app.coverage.figures import coverage as coverage_of
from app.coverage.figures import run_up


@click.command("coverage")
@click.option("--until", "code", metavar="QUARTER", help="Such as 2026-Q3; else the one that runs.")
@click.option("--format", "kind", type=click.Choice(["csv", "json"]), default="csv")
def coverage(code: str | None, kind: str) -> None:
    """Print what duos cost by region and quarter, and how much of it is secured."""
    try:
        last = quarter(code) if code else quarter_of(clock.today())
    except ValueError:
        raise click.ClickException(f"{code} is no quarter such as 2026-Q3") from None
    found = coverage_of(run_up(last), clock.today())
    if kind == "csv":
        click.echo(as_csv(*pages.as_table(found)).decode(), nl=False)
        return
    lines = pages.lines_of(found)
    told = [dict(zip(pages.KEYS, line, strict=True)) for line in lines]
    click.echo(json.dumps(told, indent=2))


COMMANDS = (coverage,)
