"""What somebody does to their own account."""

import secrets
from datetime import timedelta

from app.accounts import passwords, rules
from app.accounts.actions.entrance import choose_password
from app.accounts.actions.second_step import check_present
from app.accounts.identity import digest, end_sessions
from app.accounts.models import ApiToken, SignIn, User
from app.core import clock, events
from app.core.db import db
from app.core.errors import Refused, refuse_if
from app.core.tenancy import tenant
from app.messages.actions import write_mail


def change_profile(*, user: User, name: str, language: str | None) -> None:
    user.name = name
    user.language = language if language in tenant().languages else None
    _record_changes(user)


def choose_language(user: User, language: str) -> None:
    """Only languages the tenant works in; another one changes nothing."""
    if language in tenant().languages:
        user.language = language
        _record_changes(user)


def change_password(*, user: User, sign_in: SignIn, present: str, password: str) -> None:
    """Other sessions end; this one stays."""
    check_present(user, present)
    if passwords.is_right(password, user.password_hash):
        raise Refused([rules.SAME_PASSWORD])
    choose_password(user, password)
    end_sessions(user, but=sign_in)
    events.record("account.password_changed", user)
    write_mail("password_changed", user.email, user.language, name=user.name)


def end_session(user: User, sign_in: SignIn) -> None:
    if sign_in.ended_at is not None:
        raise Refused([rules.ENDED])
    sign_in.ended_at = clock.now()
    events.record("account.signed_out", user, device=sign_in.device)


def end_every_session(user: User) -> None:
    end_sessions(user)
    events.record("account.signed_out_everywhere", user)


def make_token(*, user: User, name: str, scopes: list[str], days: int) -> tuple[ApiToken, str]:
    """A token for a program, and its secret, which is told once."""
    refuse_if(rules.against_token(user, scopes))
    secret = f"tandem_{secrets.token_urlsafe(32)}"
    now = clock.now()
    token = ApiToken(
        user=user,
        name=name,
        token_hash=digest(secret),
        scopes=scopes,
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    db.session.add(token)
    events.record("account.token_made", user, token=name, scopes=scopes, days=days)
    return token, secret


def revoke_token(user: User, token: ApiToken) -> None:
    if token.revoked_at is not None:
        raise Refused([rules.ENDED])
    token.revoked_at = clock.now()
    events.record("account.token_revoked", user, token=token.name)


def _record_changes(user: User) -> None:
    changes = events.changed_fields(user)
    if changes:
        events.record("account.changed", user, changes=changes)
