"""The library on the command line of headquarters."""

import click

from app.core.commands import TenantGroup
from app.core.tenancy import tenant
from app.library import queries
from app.library.pages import title_of

group = TenantGroup("library", help="The training modules that headquarters writes and publishes.")


@group.command("list")
def list_modules() -> None:
    """Each module with its latest edition and where each language stands."""
    only_headquarters()
    for module in queries.modules_in_order():
        latest = module.latest
        known = queries.translation_status(module, tenant().languages)
        texts = " ".join(f"{code}:{status}" for code, status in known.items())
        state = "retired" if module.retired_at else f"edition {latest.number}" if latest else "new"
        click.echo(f"{module.position}\t{module.slug}\t{title_of(module)}\t{state}\t{texts}")


def only_headquarters() -> None:
    if not tenant().is_hq:
        raise click.ClickException("only headquarters writes the library")
