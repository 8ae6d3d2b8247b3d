"""Writing a mail and sending it: the text is made at once, the sending happens after the commit."""

from typing import Any

from flask import render_template
from flask_babel import force_locale

from app.core import clock, events
from app.core.db import db
from app.core.jobs import later
from app.core.tenancy import tenant
from app.messages import letters
from app.messages.models import Mail

DELIVER = "messages.deliver"


def write_mail(kind: str, recipient: str, language: str | None, **values: Any) -> Mail:
    """Render `messages/<kind>.txt` in the recipient's language and ask for its delivery.

    The first line of the template is the subject. Any feature may bring a template of that name.
    """
    language = language if language in tenant().languages else tenant().default_language
    with force_locale(language):
        text = render_template(
            f"messages/{kind}.txt", brand=letters.brand(), contact=tenant().contact, **values
        )
    subject, body = letters.subject_and_body(text)
    mail = Mail(
        kind=kind,
        recipient=recipient,
        language=language,
        subject=subject[:200],
        body=body,
        written_at=clock.now(),
    )
    db.session.add(mail)
    db.session.flush()
    later(DELIVER, mail.id)
    return mail


def deliver_mail(mail: Mail) -> bool:
    """Send it and forget its body; False when it had been sent before. Raises `DeliveryFailed`."""
    if mail.delivered_at is not None or mail.body is None:
        return False
    letters.send(mail.id, letters.letter(mail))
    mail.delivered_at, mail.body = clock.now(), None
    return True


def deliver_again(mail: Mail) -> None:
    """Ask for the delivery of a mail that did not leave."""
    later(DELIVER, mail.id)
    events.record("mail.delivery_asked", mail, kind=mail.kind)
