"""Shipped modules on the command line; `app/cli.py` puts it into the group of the library."""

from pathlib import Path

import click

from app.library.cli import only_headquarters
from app.shipped_modules import actions
from app.shipped_modules.folders import ShippedMistakes

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("take")
@click.argument("folder", type=FOLDER)
def take(folder: Path) -> None:
    """Add the modules in the folders of FOLDER and publish them; never over anybody's work."""
    only_headquarters()
    try:
        taken = actions.take_shipped(folder)
    except ShippedMistakes as mistakes:
        raise click.ClickException(str(mistakes)) from None
    for slug in taken:
        click.echo(f"{slug}: published")
    if not taken:
        click.echo("nothing new")
