"""`tandem tenants diff`: what a country does differently from headquarters' template."""

import click

from app.core.config import tenants_folder, translations_folder
from app.core.practice_files import template_of
from app.core.tenancy import load_tenant
from app.onboarding.differences import as_json, as_lines, differences


@click.command("diff")
@click.argument("code")
@click.option("--json", "json_wanted", is_flag=True, help="One JSON document.")
def diff(code: str, json_wanted: bool) -> None:  # noqa: FBT001 - click passes by name
    """Every key in which the country CODE differs from the template: rules, forms, steps, contacts,
    funding, the words of its spreadsheets, its own wording."""
    root = tenants_folder()
    if not (root / code / "tenant.toml").is_file():
        raise click.ClickException(f"there is no tenant {code}")
    tenant = load_tenant(root / code)
    if tenant.is_hq:
        raise click.ClickException(f"{code} is headquarters: it has the template, and no country")
    found = differences(tenant, template_of(root), translations_folder())
    if json_wanted:
        click.echo(as_json(code, found))
    else:
        for line in as_lines(code, found):
            click.echo(line)
