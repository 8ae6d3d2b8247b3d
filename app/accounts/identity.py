"""Who is behind a request: a browser by its session, a program by its token."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user
from sqlalchemy import select, update

from app.accounts import rules
from app.accounts.models import ApiToken, SignIn, User
from app.core import clock
from app.core.db import db, past_the_wall
from app.core.errors import is_api
from app.core.flask_config import REMEMBERED_DAYS
from app.core.permissions import ANTENNA_ROLES, Permission
from app.core.viewer import NOBODY, Viewer
from app.core.web import PUBLIC

SESSION_LASTS = timedelta(hours=12)
REMEMBERED_LASTS = timedelta(days=REMEMBERED_DAYS)
SETTING_UP = frozenset({"me.second_factor", "accounts.sign_out"})
"""What is open to somebody whose second step is required and still to be set up."""


@dataclass
class Identity(UserMixin):
    """What Flask-Login keeps of a session: its key, and whose it is."""

    key: str
    sign_in: SignIn

    def get_id(self) -> str:
        return self.key

    @property
    def user(self) -> User:
        return self.sign_in.user


def register(app: Flask) -> None:
    """Set `g.viewer` and `g.language` before each request."""
    manager = LoginManager()
    manager.session_protection = None  # the key is kept on the server and can be ended there
    manager.user_loader(find_identity)
    manager.init_app(app)
    app.before_request(identify)
    app.before_request(hold_at_second_factor)


def identify() -> None:
    g.viewer = token_viewer() if is_api() else session_viewer()


def session_viewer() -> Viewer:
    if request.endpoint in current_app.extensions["tandem.open_endpoints"]:
        return NOBODY
    if not current_user.is_authenticated:
        return NOBODY
    user: User = current_user.user
    g.language = user.language
    if user.role in ANTENNA_ROLES:
        g.place = ", ".join(antenna.name for antenna in user.antennas[:2])
    return viewer_of(user, user.permissions, "page")


def hold_at_second_factor() -> ResponseReturnValue | None:
    """Where the second step is required, nothing else is open until it is set up."""
    if g.viewer.via != "page" or not g.viewer.is_signed_in or request.endpoint in SETTING_UP:
        return None
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "permission", None) == PUBLIC:
        return None
    if not must_set_up_second_factor(current_user.user):
        return None
    if request.method != "GET":
        abort(403)
    return redirect(url_for("me.second_factor"), 303)


def must_set_up_second_factor(user: User) -> bool:
    return rules.must_set_up(user, required=second_factor_is_required())


def second_factor_is_required() -> bool:
    """Whether this installation requires it of roles that open much."""
    return bool(current_app.config["SECOND_FACTOR_REQUIRED"])


def token_viewer() -> Viewer:
    """A bearer token gives what its scopes and its user's role both allow; a cookie nothing."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        return NOBODY
    token = find_token(secret.strip())
    if token is None:
        return NOBODY
    scopes = frozenset(Permission(code) for code in token.scopes)
    return viewer_of(token.user, token.user.permissions & scopes, "api")


def viewer_of(user: User, permissions: frozenset[Permission], via: str) -> Viewer:
    return Viewer(
        name=user.name,
        user_id=user.id,
        permissions=permissions,
        antenna_ids=user.antenna_ids,
        via=via,
    )


def find_identity(key: str) -> Identity | None:
    """The session with this key, when it still runs and its user is in use."""
    running = (
        select(SignIn)
        .where(SignIn.key_hash == digest(key), SignIn.ended_at.is_(None))
        .where(SignIn.expires_at > clock.now())
        .execution_options(**past_the_wall())
    )
    found = db.session.scalars(running).one_or_none()
    return Identity(key, found) if found and found.user.is_in_use else None


def find_token(secret: str) -> ApiToken | None:
    valid = select(ApiToken).where(
        ApiToken.token_hash == digest(secret),
        ApiToken.revoked_at.is_(None),
        ApiToken.expires_at > clock.now(),
    )
    found = db.session.scalars(valid).one_or_none()
    return found if found and found.user.is_in_use else None


def begin_session(user: User, *, device: str, second_factor: bool, remember: bool) -> Identity:
    """A new session for this user; its key is told once, here."""
    key = secrets.token_urlsafe(32)
    now = clock.now()
    sign_in = SignIn(
        user=user,
        key_hash=digest(key),
        began_at=now,
        expires_at=now + (REMEMBERED_LASTS if remember else SESSION_LASTS),
        device=device[:200],
        second_factor=second_factor,
    )
    db.session.add(sign_in)
    db.session.flush()
    return Identity(key, sign_in)


def end_sessions(user: User, but: SignIn | None = None) -> None:
    """End every session of this user at once, except one."""
    running = update(SignIn).where(SignIn.user_id == user.id, SignIn.ended_at.is_(None))
    if but is not None:
        running = running.where(SignIn.id != but.id)
    db.session.execute(running.values(ended_at=clock.now()))


def digest(secret: str) -> str:
    """Secrets of 32 random bytes need no salt and no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
