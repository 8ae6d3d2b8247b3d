"""Receipts on the command line, below `gifts`."""

import click

from app.core import clock
from app.core.db import commit
from app.gift_receipts import actions
from app.gift_receipts.queries import standing_in


@click.command("receipts")
@click.option(
    "--year", type=click.IntRange(2000, 2199), help="The last year that is over, unless said."
)
def make_receipts(year: int | None) -> None:
    """Make the receipts of a year that can be made."""
    run = actions.ask_for_receipts(year=year or clock.today().year - 1)
    actions.issue_all(run, commit)
    click.echo(f"{len(standing_in(run.year))} receipts of {run.year}")
    for why, count in sorted(run.left_out.items()):
        click.echo(f"left out, {why}: {count}")
