"""Training on the command line."""

import click

from app.core.commands import TenantGroup
from app.training import actions, reading
from app.training.queries import modules

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
