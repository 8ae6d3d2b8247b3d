"""Accounts for the queue."""

from app.accounts.actions import entrance
from app.core.jobs import job


@job(entrance.RESET_JOB)
def write_reset(user_id: int) -> None:
    """Write the mail to somebody who forgot the password; nothing when there is no such account."""
    entrance.write_reset(user_id)
