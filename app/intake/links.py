"""What the public form carries, signed with the tenant's own key: its token, and invitations."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from app.core import clock
from app.people.models import Person

FORM, INVITATION = "form", "invitation"
FORM_LASTS = timedelta(hours=12)
INVITATION_LASTS = timedelta(days=30)


@dataclass(frozen=True)
class FormToken:
    """When a form was given out, and a number that is used once."""

    nonce: str
    given_at: datetime


def form_token() -> str:
    signed: str = _serializer(FORM).dumps([secrets.token_urlsafe(16), clock.now().timestamp()])
    return signed


def read_form_token(text: str) -> FormToken | None:
    """None when it is not ours, or too old."""
    try:
        nonce, given = _serializer(FORM).loads(text)
        token = FormToken(str(nonce), datetime.fromtimestamp(float(given), clock.now().tzinfo))
    except (BadData, ValueError, TypeError, OverflowError, OSError):
        return None
    return token if clock.now() - token.given_at <= FORM_LASTS else None


def invitation_of(person: Person) -> str:
    """A link by which this person, and nobody else, chooses an information session."""
    until = int((clock.now() + INVITATION_LASTS).timestamp())
    signed: str = _serializer(INVITATION).dumps([person.id, person.kind, until])
    return signed


def read_invitation(text: str) -> int | None:
    """The person's id; None when it is not ours, or too old."""
    try:
        person_id, _kind, until = _serializer(INVITATION).loads(text)
    except (BadData, ValueError, TypeError):
        return None
    expired = not isinstance(until, int) or clock.now().timestamp() > until
    return None if expired or not isinstance(person_id, int) else person_id


def _serializer(purpose: str) -> URLSafeSerializer:
    """Old keys of this tenant may still be read; the last one signs."""
    keys = [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]
    return URLSafeSerializer(keys, salt=f"tandem.registration.{purpose}")
