"""Duos on the command line."""

import click

from app.accounts.queries import find_user
from app.antennas.queries import codes, get_antenna
from app.core.commands import TenantGroup
from app.duos import actions, queries

group = TenantGroup("duos", help="Duos of a tenant.")


@group.command("hand-over")
@click.argument("giver", metavar="FROM")
@click.argument("taker", metavar="TO")
@click.option("--antenna", metavar="CODE", help="Only the duos of this antenna.")
def hand_over(giver: str, taker: str, antenna: str | None) -> None:
    """Give all running duos of the account FROM to the account TO (both by e-mail address)."""
    antenna_id = _antenna_id(antenna) if antenna else None
    duos = queries.running_duos(owner_id=_user_id(giver), antenna_id=antenna_id)
    actions.hand_over(duos=duos, owner_id=_user_id(taker))
    click.echo(f"{len(duos)} duos of {giver} now belong to {taker}")


def _user_id(email: str) -> int:
    user = find_user(email)
    if user is None:
        raise click.ClickException(f"no account has the address {email}")
    return user.id


def _antenna_id(code: str) -> int:
    if code.upper() not in codes():
        raise click.ClickException(f"there is no antenna {code}: {', '.join(sorted(codes()))}")
    return get_antenna(code.upper()).id
