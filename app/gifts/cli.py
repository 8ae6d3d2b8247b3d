"""Gifts on the command line."""

from datetime import date

import click

from app.core.commands import DAY, TenantGroup
from app.core.export import as_csv
from app.gifts.queries import giving

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
