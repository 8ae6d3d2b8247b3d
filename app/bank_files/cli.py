"""Files of the bank on the command line, below `gifts`."""

from pathlib import Path

import click
from werkzeug.datastructures import FileStorage

from app.bank_files import actions


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def bring_in(file: Path) -> None:
    """Read a CAMT.053 FILE of the bank; its lines wait on the page to be decided."""
    with file.open("rb") as content:
        found = actions.bring_in(file=FileStorage(content, filename=file.name))
    counts = ", ".join(f"{name}: {count}" for name, count in sorted(found.counts.items()))
    click.echo(f"{file.name}: {counts}")
