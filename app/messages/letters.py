"""A mail as it goes out: its headers, and the two ways it leaves."""

import hashlib
import os
import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.parse import unquote, urlsplit

from flask import current_app
from flask_babel import force_locale

from app.core.i18n import pick
from app.core.tenancy import tenant
from app.messages.models import Mail

TIMEOUT_SECONDS = 20
SUBMISSION_PORT, IMPLICIT_TLS_PORT = 587, 465


class DeliveryFailed(RuntimeError):
    """The mail did not leave. Says which and why, never to whom or what it said."""


def brand() -> str:
    """Who writes, in the reader's language."""
    return pick(tenant().names)


def subject_and_body(text: str) -> tuple[str, str]:
    """The first line, and what follows it without blank lines around."""
    subject, _, body = text.strip().partition("\n")
    return " ".join(subject.split()), body.strip() + "\n"


def letter(mail: Mail) -> EmailMessage:
    """From and Reply-To are the tenant's; the id makes a second delivery known as the same mail."""
    host = tenant().host
    with force_locale(mail.language):
        sender = brand()
    made = EmailMessage(policy=SMTP)
    made["From"] = Address(sender, addr_spec=tenant().contact.email)
    made["Reply-To"] = Address(sender, addr_spec=tenant().contact.email)
    made["To"] = Address(addr_spec=mail.recipient)
    made["Subject"] = mail.subject
    made["Date"] = mail.written_at
    made["Message-ID"] = f"<mail-{_mark(mail)}@{host}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(mail.body or "")
    made["Content-Language"] = mail.language  # `set_content` forgets one that was there before
    return made


def send(mail_id: int, message: EmailMessage) -> None:
    """By the mail server that is configured, else into the tenant's folder.

    Raises `DeliveryFailed`; the reason of the server is left out, for it repeats the address.
    """
    url = current_app.config["MAIL_URL"]
    try:
        if url:
            _by_server(url, message)
        else:
            _into_folder(current_app.extensions["tandem.settings"].mail, mail_id, message)
    except (OSError, smtplib.SMTPException) as error:
        raise DeliveryFailed(f"mail {mail_id}: {type(error).__name__}") from None


def _by_server(url: str, message: EmailMessage) -> None:
    """`smtp://user:password@host:587` turns to TLS before signing in; `smtps://` begins with it."""
    where = urlsplit(url)
    host, secure = where.hostname or "localhost", ssl.create_default_context()
    if where.scheme == "smtps":
        port = where.port or IMPLICIT_TLS_PORT
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=secure)
    else:
        server = smtplib.SMTP(host, where.port or SUBMISSION_PORT, timeout=TIMEOUT_SECONDS)
    with server:
        if where.scheme == "smtp" and (where.username or server.has_extn("starttls")):
            server.starttls(context=secure)
        if where.username:
            server.login(unquote(where.username), unquote(where.password or ""))
        server.send_message(message)


def _into_folder(folder: Path, mail_id: int, message: EmailMessage) -> None:
    """A file for each mail, for its owner only; the same mail again is the same file."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = folder / f"{mail_id:08d}.eml"
    handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(message.as_bytes())


def _mark(mail: Mail) -> str:
    seen = f"{tenant().code}-{mail.id}-{mail.written_at.isoformat()}"
    return hashlib.sha256(seen.encode()).hexdigest()[:24]
