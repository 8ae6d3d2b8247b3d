"""Mails for the queue."""

from app.core.jobs import job
from app.messages import actions, queries


@job(actions.DELIVER)
def deliver(mail_id: int) -> None:
    """Send one mail. A failure is tried again by the queue; a second run sends nothing."""
    mail = queries.find_mail_to_deliver(mail_id)
    if mail is not None:
        actions.deliver_mail(mail)
