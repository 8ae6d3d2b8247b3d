"""Accounts on the command line."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import click

from app.accounts import queries
from app.accounts.actions import own, second_step, staff
from app.accounts.models import User
from app.accounts.schemas import InvitationSchema, TokenSchema
from app.core.commands import TenantGroup
from app.core.permissions import Permission, Role

group = TenantGroup("accounts", help="Accounts of a tenant.")
email_argument = click.argument("email")


@group.command("invite")
@email_argument
@click.option("--name", required=True)
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--antenna", "codes", multiple=True, help="Code of an antenna; may be repeated.")
@click.option("--language", help="Of the mail, and of the pages; the tenant's own by default.")
def invite_command(codes: Sequence[str], **facts: str | None) -> None:
    """Invite somebody; prints the link, once."""
    given = {key: value for key, value in facts.items() if value is not None}
    loaded = InvitationSchema().load(given | {"antenna_ids": _antenna_ids(codes)})
    click.echo(staff.invite(**loaded).link)


@group.command("invite-again")
@email_argument
def invite_again_command(email: str) -> None:
    """A new link for somebody who has not come in yet; prints it, once."""
    click.echo(staff.invite_again(_user(email)).link)


@group.command("list")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def list_command(form: str) -> None:
    """Everybody who has an account, closed ones too."""
    users = [_facts(user) for user in queries.everybody()]
    if form == "json":
        click.echo(json.dumps(users, ensure_ascii=False))
        return
    for user in users:
        antennas = ",".join(user["antennas"]) or "-"
        click.echo("\t".join([user["email"], user["role"], antennas, user["state"], user["name"]]))


@group.command("token")
@email_argument
@click.option("--scope", "scopes", multiple=True, required=True, help="May be repeated.")
@click.option("--days", default=30, show_default=True)
@click.option("--name", default="command line", show_default=True)
def token_command(email: str, scopes: Sequence[str], days: int, name: str) -> None:
    """Make a token for a program that acts for somebody; prints it, once."""
    unknown = sorted(set(scopes) - set(Permission))
    if unknown:
        known = ", ".join(Permission)
        raise click.ClickException(f"there is no scope {unknown[0]}; there are {known}")
    loaded = TokenSchema().load({"name": name, "scopes": list(scopes), "days": days})
    _, secret = own.make_token(user=_user(email), **loaded)
    click.echo(secret)


@group.command("close")
@email_argument
def close_command(email: str) -> None:
    """Close an account: sessions end and tokens stop at once."""
    _do(staff.close_account, email, "closed")


@group.command("reopen")
@email_argument
def reopen_command(email: str) -> None:
    """Open a closed account again; prints the link to choose a password, once."""
    click.echo(staff.reopen_account(_user(email)).link)


@group.command("sign-out")
@email_argument
def sign_out_command(email: str) -> None:
    """End every session of somebody."""
    _do(staff.sign_out, email, "signed out everywhere")


@group.command("reset-second-factor")
@email_argument
def reset_second_factor_command(email: str) -> None:
    """For somebody who lost the telephone and the recovery codes."""
    _do(second_step.reset_second_step, email, "second step reset")


def _do(action: Callable[[User], object], email: str, done: str) -> None:
    action(_user(email))
    click.echo(f"{email}: {done}")


def _user(email: str) -> User:
    user = queries.find_user(email)
    if user is None:
        raise click.ClickException(f"there is no account {email}")
    return user


def _antenna_ids(codes: Sequence[str]) -> list[int]:
    found = queries.antennas_by_code(codes)
    missing = sorted(set(codes) - {antenna.code for antenna in found})
    if missing:
        raise click.ClickException(f"there is no antenna {missing[0]}")
    return [antenna.id for antenna in found]


def _facts(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "name": user.name,
        "role": user.role,
        "antennas": [antenna.code for antenna in user.antennas],
        "state": user.state,
        "second_factor": user.has_second_factor,
    }
