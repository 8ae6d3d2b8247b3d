"""Files for translators on the command line; `app/cli.py` puts it into the group of the library."""

from pathlib import Path

import click

from app.core.tenancy import tenant
from app.library import queries
from app.library.cli import only_headquarters
from app.translators import actions

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("export-xliff")
@click.argument("slug")
@click.argument("language")
@click.argument("file", type=FILE)
def export_xliff(slug: str, language: str, file: Path) -> None:
    """Write the FILE that a translator into LANGUAGE works on."""
    only_headquarters()
    module = queries.find_by_slug(slug)
    if module is None:
        raise click.ClickException(f"there is no module {slug}")
    known = [code for code in tenant().languages if code != module.source_language]
    if language not in known:
        raise click.ClickException(f"{slug} is translated into {', '.join(known)}")
    file.write_bytes(actions.for_translators(module, language))
    click.echo(f"{file}: written")


@click.command("import-xliff")
@click.argument("file", type=FILE)
def import_xliff(file: Path) -> None:
    """Take a translator's FILE as a draft."""
    only_headquarters()
    content = file.read_bytes()
    text = actions.import_xliff(actions.module_of(content), content)
    click.echo(f"{text.module.slug} {text.language}: {text.state}")


COMMANDS = (export_xliff, import_xliff)
