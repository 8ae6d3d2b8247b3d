"""Training sessions on the command line; `app/cli.py` puts it into the group of the training."""

import click

from app.core.db import db
from app.training_sessions import queries


@click.command("sessions")
@click.option("--when", type=click.Choice(["coming", "past", "all"]), default="coming")
def list_sessions(when: str) -> None:
    """Sessions with their module, antenna and places taken."""
    found = queries.sessions({"when": when}).order_by(*queries.SORTS["soonest"])
    shown = found.options(*queries.WITH_NAMES, *queries.with_counts())
    for one in db.session.scalars(shown).all():
        taken = f"{one.taken}/{one.capacity}"
        place = f"{one.id}\t{one.starts_at.isoformat()}\t{one.antenna.code}"
        click.echo(f"{place}\t{one.module.slug}\t{taken}")
