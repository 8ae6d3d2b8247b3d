"""Grants on the command line, below `funding`."""

import json

import click

from app.core.db import db
from app.grants import labels, queries
from app.grants.models import Grant
from app.grants.schemas import GrantShowSchema


@click.command("grants")
@click.option("--state", type=click.Choice(["open", *labels.STATES, "all"]), default="open")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def list_grants(state: str, form: str) -> None:
    """Grants with their funder, period, state and amount; `-` where it is not known."""
    found = db.session.scalars(queries.rows(state=state)).all()
    if form == "json":
        shown = GrantShowSchema(exclude=("caps",)).dump(found, many=True)
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
        return
    for grant in found:
        click.echo("\t".join(_cells(grant)))


def _cells(grant: Grant) -> list[str]:
    known = grant.amount_cents is not None
    amount = f"{(grant.amount_cents or 0) / 100:.2f} {grant.currency}" if known else "-"
    period = f"{grant.begins_on}..{grant.ends_on}"
    return [grant.code, str(grant.state), period, str(grant.unit), amount, grant.funder.name]


COMMANDS = (list_grants,)
