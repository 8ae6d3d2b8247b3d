"""Gifts on the command line."""

from datetime import date

import click

from app.core import clock
from app.core.commands import DAY, TenantGroup
from app.core.db import commit
from app.core.export import as_csv
from app.gifts.actions import receipts
from app.gifts.queries import giving
from app.gifts.queries.receipts import standing_in

group = TenantGroup("gifts", help="Gifts and donors of a tenant.")


@group.command("list")
@click.option("--from", "from_on", type=DAY, help="First day.")
@click.option("--until", "until_on", type=DAY, help="Last day.")
def list_gifts(**days: date | None) -> None:
    """Print the gifts as CSV."""
    rows = [
        [gift.received_on, gift.donor_id, gift.amount_cents / 100, str(gift.way)]
        for gift in giving.rows_of(**days)
    ]
    click.echo(as_csv(["received_on", "donor_id", "amount", "way"], rows), nl=False)


@group.command("receipts")
@click.option(
    "--year", type=click.IntRange(2000, 2199), help="The last year that is over, unless said."
)
def make_receipts(year: int | None) -> None:
    """Make the receipts of a year that can be made."""
    run = receipts.ask_for_receipts(year=year or clock.today().year - 1)
    receipts.issue_all(run, commit)
    click.echo(f"{len(standing_in(run.year))} receipts of {run.year}")
    for why, count in sorted(run.left_out.items()):
        click.echo(f"left out, {why}: {count}")
