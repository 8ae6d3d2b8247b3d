"""Mails on the command line."""

import click

from app.core import db
from app.core.commands import TenantGroup
from app.messages import actions, queries
from app.messages.letters import DeliveryFailed

group = TenantGroup("messages", help="Mails of a tenant.")


@group.command("deliver")
def deliver_command() -> None:
    """Send now what waits, such as after the mail server was away."""
    sent = failed = 0
    for mail_id in queries.mails_waiting():
        mail = queries.find_mail_to_deliver(mail_id)
        try:
            sent += mail is not None and actions.deliver_mail(mail)
            db.commit()
        except DeliveryFailed as problem:
            failed += 1
            click.echo(str(problem), err=True)
    click.echo(f"{sent} sent, {failed} failed")
    if failed:
        raise SystemExit(1)
