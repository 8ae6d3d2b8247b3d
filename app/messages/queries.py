"""Every question to the table of mails."""

from sqlalchemy import Select, select

from app.core.db import db
from app.core.listing import Listing
from app.messages.models import Mail


def find_mail_to_deliver(mail_id: int) -> Mail | None:
    """Held until the end of the transaction, so that two workers do not send it both."""
    statement = select(Mail).where(Mail.id == mail_id).with_for_update()
    return db.session.scalars(statement).one_or_none()


def mails_waiting() -> list[int]:
    """The ids of what has not left yet, oldest first."""
    waiting = select(Mail.id).where(Mail.delivered_at.is_(None)).order_by(Mail.id)
    return list(db.session.scalars(waiting))


def all_mails(*, q: str = "", state: str = "") -> Listing:
    """Newest first; `q` is part of an address, `state` is waiting or delivered."""
    return Listing(
        _mails(q, state),
        sorts={"newest": (Mail.id.desc(),), "recipient": (Mail.recipient, Mail.id)},
        filters={"q": q, "state": state},
    )


def _mails(q: str, state: str) -> Select[Mail]:
    statement = select(Mail)
    if q:
        statement = statement.where(Mail.recipient.contains(q.lower(), autoescape=True))
    if state == "waiting":
        statement = statement.where(Mail.delivered_at.is_(None))
    elif state == "delivered":
        statement = statement.where(Mail.delivered_at.is_not(None))
    return statement
