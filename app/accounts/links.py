"""Links that let somebody in once: signed with the tenant's own key, bound to what they change.

A link dies when it is used, for it carries a stamp of the state it was made for.
"""

import hashlib
import hmac
from datetime import timedelta

from flask import current_app, url_for
from itsdangerous import BadData

from app.accounts.models import User
from app.core import clock
from app.core.signing import signer

INVITATION, RESET, SECOND_STEP = "invitation", "reset", "second-step"
LASTS = {
    INVITATION: timedelta(days=7),
    RESET: timedelta(hours=2),
    SECOND_STEP: timedelta(minutes=10),
}


PAGES = {INVITATION: "accounts.accept_invitation", RESET: "accounts.reset"}


def address_of(purpose: str, user: User) -> str:
    """The link as it stands in a mail, on this tenant's host."""
    return url_for(PAGES[purpose], token=token_for(purpose, user), _external=True)


def token_for(purpose: str, user: User) -> str:
    until = int((clock.now() + LASTS[purpose]).timestamp())
    signed: str = signer(f"accounts.{purpose}").dumps([user.id, stamp(user), until])
    return signed


def read_token(purpose: str, token: str) -> tuple[int, str] | None:
    """The id and the stamp in it; None when it is not ours, for something else, or too old."""
    try:
        user_id, state, until = signer(f"accounts.{purpose}").loads(token)
    except (BadData, ValueError, TypeError):
        return None
    return None if clock.now().timestamp() > until else (user_id, state)


def stamp(user: User) -> str:
    """Changes with the password, with a new invitation, and with the closing of the account."""
    state = f"{user.email}|{user.password_hash}|{user.invited_at.isoformat()}|{user.closed_at}"
    return hashlib.sha256(state.encode()).hexdigest()[:16]


def keyed_hash(text: str) -> str:
    """For short secrets and for what must not be read back, such as an address that was tried."""
    return keyed_hashes(text)[0]


def keyed_hashes(text: str) -> list[str]:
    """The hash that is kept now, then those that older keys of this tenant made."""
    keys = [current_app.config["SECRET_KEY"], *current_app.config["SECRET_KEY_FALLBACKS"]]
    return [hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest() for key in keys]
