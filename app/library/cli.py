"""The library on the command line of headquarters."""

from pathlib import Path

import click

from app.core.commands import TenantGroup
from app.core.tenancy import tenant
from app.library import queries
from app.library.actions import exchange, shipping
from app.library.pages import title_of
from app.library.shipped import ShippedMistakes

group = TenantGroup("library", help="The training modules that headquarters writes and publishes.")

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


@group.command("list")
def list_modules() -> None:
    """Each module with its latest edition and where each language stands."""
    _only_headquarters()
    for module in queries.modules_in_order():
        latest = module.latest
        known = queries.translation_status(module, tenant().languages)
        texts = " ".join(f"{code}:{status}" for code, status in known.items())
        state = "retired" if module.retired_at else f"edition {latest.number}" if latest else "new"
        click.echo(f"{module.position}\t{module.slug}\t{title_of(module)}\t{state}\t{texts}")


@group.command("take")
@click.argument("folder", type=FOLDER)
def take(folder: Path) -> None:
    """Add the modules in the folders of FOLDER and publish them; never over anybody's work."""
    _only_headquarters()
    try:
        taken = shipping.take_shipped(folder)
    except ShippedMistakes as mistakes:
        raise click.ClickException(str(mistakes)) from None
    for slug in taken:
        click.echo(f"{slug}: published")
    if not taken:
        click.echo("nothing new")


@group.command("export-xliff")
@click.argument("slug")
@click.argument("language")
@click.argument("file", type=FILE)
def export_xliff(slug: str, language: str, file: Path) -> None:
    """Write the FILE that a translator into LANGUAGE works on."""
    _only_headquarters()
    module = queries.find_by_slug(slug)
    if module is None:
        raise click.ClickException(f"there is no module {slug}")
    known = [code for code in tenant().languages if code != module.source_language]
    if language not in known:
        raise click.ClickException(f"{slug} is translated into {', '.join(known)}")
    file.write_bytes(exchange.for_translators(module, language))
    click.echo(f"{file}: written")


@group.command("import-xliff")
@click.argument("file", type=FILE)
def import_xliff(file: Path) -> None:
    """Take a translator's FILE as a draft."""
    _only_headquarters()
    content = file.read_bytes()
    text = exchange.import_xliff(exchange.module_of(content), content)
    click.echo(f"{text.module.slug} {text.language}: {text.state}")


def _only_headquarters() -> None:
    if not tenant().is_hq:
        raise click.ClickException("only headquarters writes the library")
