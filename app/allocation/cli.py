"""The ledger on the command line; `app/cli.py` puts it into the group of the funding."""

import click

from app.allocation import pages
from app.core.export import as_csv
from app.grants.queries import find_grant


@click.command("ledger")
@click.option("--grant", "code", required=True, metavar="CODE")
@click.option("--state", type=click.Choice(["standing", "released", "all"]), default="standing")
@click.option("--format", "kind", type=click.Choice(["csv"]), default="csv")
def ledger(code: str, state: str, kind: str) -> None:
    """Print the lines of a grant."""
    grant = find_grant(code)
    if grant is None:
        raise click.ClickException(f"there is no grant {code}")
    click.echo(as_csv(*pages.table(grant=grant.id, state=state)).decode(), nl=False)


COMMANDS = (ledger,)
