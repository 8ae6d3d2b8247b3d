"""The open library on the command line."""

from pathlib import Path

import click

from app.core.commands import TenantGroup
from app.library import queries
from app.openlibrary import packaging, shelf, taking
from app.openlibrary.reading import WrongPackage

group = TenantGroup("open-library", help="Published modules, to take away and to take over.")


@group.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("slugs", nargs=-1)
def export(file: Path, slugs: tuple[str, ...]) -> None:
    """All published modules, or those named, as one archive with checksums."""
    found = [one for one in queries.published() if not slugs or one.slug in slugs]
    unknown = set(slugs) - {one.slug for one in found}
    if unknown or not found:
        raise click.ClickException(f"not published: {', '.join(sorted(unknown)) or 'any module'}")
    packed = [
        packaging.Packed(one, shelf.contents_of(one), shelf.metadata_of(one)) for one in found
    ]
    content = packaging.archive(packed, shelf.origin())
    file.write_bytes(content)
    click.echo(f"{packaging.sha256(content)}  {file} ({len(found)} modules)")


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(file: Path) -> None:
    """Take over the modules of another library's archive; their texts wait for a review."""
    try:
        taken = taking.take_package(file.read_bytes())
    except WrongPackage as wrong:
        raise click.ClickException(str(wrong)) from None
    for slug in taken.added:
        click.echo(f"{slug}: taken over, waiting for a review")
    for slug in taken.unchanged:
        click.echo(f"{slug}: unchanged")
    for language in sorted(taken.left_out):
        click.echo(f"left out: {language}, which this library does not know")
