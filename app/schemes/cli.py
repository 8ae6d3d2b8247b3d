"""Funding on the command line: the group to which every feature of the funding adds its own."""

from datetime import date

import click

from app.core import clock
from app.core.commands import DAY, TenantGroup
from app.schemes import queries
from app.schemes.nodes import facts_in
from app.schemes.wording import sentence

group = TenantGroup("funding", help="Schemes, grants, claims and reports of a tenant.")


@group.command("schemes")
def list_schemes() -> None:
    """Every scheme with where it stands today, its regions and its name; then the regions in which
    there is an antenna and no scheme pays."""
    today = clock.today()
    for scheme in queries.schemes():
        where = ",".join(scheme.regions) or "-"
        click.echo(f"{scheme.code}\t{scheme.standing_on(today)}\t{where}\t{scheme.name}")
    for region in queries.regions_on(today):
        if region.is_gap:
            click.echo(f"gap\t-\t{','.join(region.codes)}\t{region.name}")


@group.command("eligible")
@click.option("--scheme", "code", required=True, metavar="CODE")
@click.option("--on", "on", type=DAY, help="Last day of the year counted.")
def eligible(code: str, on: date | None) -> None:
    """How many of a year would count, and how many fail each condition (and nothing else)."""
    scheme = queries.find_scheme(code)
    if scheme is None:
        known = ", ".join(one.code for one in queries.schemes())
        raise click.ClickException(f"there is no scheme {code}: {known}")
    last = on or clock.today()
    version = scheme.version_on(last)
    if version is None:
        raise click.ClickException(f"{code} had no rules on {last}")
    found = queries.count_eligible(scheme, version, last)
    click.echo(f"period\t{found.first}\t{found.last}\t{version.unit or '-'}")
    click.echo(f"total\t{found.total}")
    click.echo(f"eligible\t{found.counting}")
    for rule in found.rules:
        facts = ",".join(sorted(facts_in(rule.node)))
        click.echo(f"fails\t{rule.failing}\t{rule.alone}\t{facts}\t{sentence(rule.node)}")
