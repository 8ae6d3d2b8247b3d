"""What the public form carries, signed with the tenant's own key."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadData

from app.core import clock
from app.core.signing import signer

PURPOSE = "registration.form"

FORM_LASTS = timedelta(hours=12)


@dataclass(frozen=True)
class FormToken:
    """When a form was given out, and a number that is used once."""

    nonce: str
    given_at: datetime


def form_token() -> str:
    signed: str = signer(PURPOSE).dumps([secrets.token_urlsafe(16), clock.now().timestamp()])
    return signed


def read_form_token(text: str) -> FormToken | None:
    """None when it is not ours, or too old."""
    try:
        nonce, given = signer(PURPOSE).loads(text)
        token = FormToken(str(nonce), datetime.fromtimestamp(float(given), clock.now().tzinfo))
    except (BadData, ValueError, TypeError, OverflowError, OSError):
        return None
    return token if clock.now() - token.given_at <= FORM_LASTS else None
