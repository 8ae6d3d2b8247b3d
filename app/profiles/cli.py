"""People on the command line."""

from pathlib import Path

import click

from app.core.commands import TenantGroup
from app.core.export import as_csv, as_xlsx
from app.people import queries
from app.people.models import Kind
from app.profiles import exporting, lists

group = TenantGroup("people", help="People of a tenant.")
KINDS = click.Choice([kind.value for kind in Kind])
FORMATS = {"csv": as_csv, "xlsx": as_xlsx}


@group.command("find")
@click.argument("text")
def find(text: str) -> None:
    """People by parts of a name, an e-mail address, a telephone number or a reference."""
    for person in queries.search(text):
        place = f"{person.id}\t{person.kind}\t{person.name}\t{person.antenna.code}"
        click.echo(f"{place}\t{person.stage}\t{person.reference or '-'}")


@group.command("export")
@click.argument("kind", type=KINDS)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--filter", "asked", multiple=True, metavar="NAME=VALUE", help="As in the address.")
@click.option("--sensitive", is_flag=True, help="With the sensitive facts.")
def export(kind: str, file: Path, asked: tuple[str, ...], *, sensitive: bool) -> None:
    """A list as a file, .csv or .xlsx; noted in the journal."""
    write = FORMATS.get(file.suffix.lstrip("."))
    if write is None:
        raise click.UsageError("the file must end in .csv or .xlsx")
    filters = dict(one.partition("=")[::2] for one in asked)
    unknown = [name for name in filters if not lists.condition(Kind(kind), name, filters[name])]
    if unknown:
        raise click.UsageError(f"no such filter or value: {', '.join(unknown)}")
    names = exporting.columns(Kind(kind), sensitive=sensitive)
    statement = lists.people_listed(Kind(kind), filters).order_by(*lists.SORTS["name"])
    table = exporting.Table(statement, names)
    file.touch(mode=0o600)
    file.write_bytes(write(exporting.headers(names), table))
    exporting.note(Kind(kind), table, sorted(filters), sensitive=sensitive)
    click.echo(f"{len(table.ids)} people in {file}")
