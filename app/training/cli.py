"""Training on the command line."""

import click

from app.core.commands import TenantGroup
from app.core.db import db
from app.training import actions, reading
from app.training.queries import modules, sessions

group = TenantGroup("training", help="Training of a tenant.")


@group.command("refresh")
def refresh() -> None:
    """Copy what headquarters published; the copy stays as it is while the library is away."""
    found = actions.refresh()
    if found.away:
        raise click.ClickException("the shared database is away; nothing was changed")
    for slug in found.changed:
        click.echo(f"{slug}\tnew")
    for slug in found.retired:
        click.echo(f"{slug}\tretired")


@group.command("modules")
def list_modules() -> None:
    """The modules of the copy: name, edition, languages, whether they come before a first duo."""
    for module in modules.all_modules():
        state = "retired" if module.retired_at else "compulsory" if module.compulsory else "free"
        languages = ",".join(reading.languages_of(module))
        click.echo(f"{module.slug}\t{module.edition}\t{languages or '-'}\t{state}")


@group.command("sessions")
@click.option("--when", type=click.Choice(["coming", "past", "all"]), default="coming")
def list_sessions(when: str) -> None:
    """Sessions with their module, antenna and places taken."""
    found = sessions.sessions({"when": when}).order_by(*sessions.SORTS["soonest"])
    shown = found.options(*sessions.WITH_NAMES, *sessions.with_counts())
    for one in db.session.scalars(shown).all():
        taken = f"{one.taken}/{one.capacity}"
        place = f"{one.id}\t{one.starts_at.isoformat()}\t{one.antenna.code}"
        click.echo(f"{place}\t{one.module.slug}\t{taken}")
