"""Antennas on the command line."""

from datetime import date

import click

from app.antennas import actions, queries
from app.core.commands import DAY, TenantGroup

group = TenantGroup("antennas", help="Antennas of a tenant.")


@group.command("list")
def list_antennas() -> None:
    """Each antenna with its region, whether it is open, and the area it serves."""
    for antenna in queries.all_antennas():
        state = "closed" if antenna.closed_on else "planned" if antenna.planned else "open"
        area = " ".join(antenna.postal_codes)
        click.echo(f"{antenna.code}\t{antenna.name}\t{antenna.nuts2}\t{state}\t{area}")


@group.command("close")
@click.argument("code")
@click.option("--on", type=DAY, required=True)
@click.option("--reason", required=True)
def close(code: str, on: date, reason: str) -> None:
    """Close an antenna from a day; says what stands against it."""
    actions.close_antenna(queries.get_antenna(code.upper()), on=on, reason=reason)
    click.echo(f"{code}: closed")


@group.command("reopen")
@click.argument("code")
def reopen(code: str) -> None:
    """Take back a closing."""
    actions.reopen_antenna(queries.get_antenna(code.upper()))
    click.echo(f"{code}: open")
