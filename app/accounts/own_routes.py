"""One's own account: details, password, second step, sessions, and tokens for programs."""

from typing import Any

import pyotp
import segno
from flask import Blueprint, abort, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_login import current_user, logout_user

from app.accounts import queries
from app.accounts.actions import own
from app.accounts.actions import second_step as second
from app.accounts.identity import must_set_up_second_factor
from app.accounts.labels import PERMISSION_NAMES
from app.accounts.models import SignIn, User
from app.accounts.schemas import (
    CodeSchema,
    ConfirmationSchema,
    PasswordChangeSchema,
    ProfileSchema,
    TokenSchema,
)
from app.core.i18n import language_itself, pick
from app.core.permissions import ROLE_NAMES
from app.core.tenancy import tenant
from app.core.web import SIGNED_IN, Form, requires

bp = Blueprint("me", __name__, url_prefix="/accounts/me", template_folder="templates")

PAGES = (
    ("me.profile", lazy_gettext("Details")),
    ("me.password", lazy_gettext("Password")),
    ("me.second_factor", lazy_gettext("Second step")),
    ("me.sessions", lazy_gettext("Where I am signed in")),
    ("me.tokens", lazy_gettext("Programs")),
)


@bp.route("/", methods=["GET", "POST"])
@requires(SIGNED_IN)
def profile() -> ResponseReturnValue:
    form = Form(ProfileSchema(), of=me())
    if form.submit(own.change_profile, user=me()):
        session.pop("language", None)
        flash(_("Your details are kept."))
        return redirect(url_for(".profile"), 303)
    languages = {code: language_itself(code).capitalize() for code in tenant().languages}
    return own_page("profile", form, languages=languages, role=ROLE_NAMES[me().role])


@bp.route("/password", methods=["GET", "POST"])
@requires(SIGNED_IN, limit="30 per minute")
def password() -> ResponseReturnValue:
    form = Form(PasswordChangeSchema())
    if form.submit(_change_password):
        flash(_("Your password is changed. Your other sessions have ended."))
        return redirect(url_for(".profile"), 303)
    return own_page("password", form)


@bp.route("/second-factor", methods=["GET", "POST"])
@requires(SIGNED_IN, writes=True, limit="30 per minute")
def second_factor() -> ResponseReturnValue:
    """Set it up with a code of the telephone, or see since when it is on."""
    user = me()
    form = Form(CodeSchema())
    if form.submit(second.confirm_second_step, user=user, sign_in=here()):
        return own_page("codes", form, codes=form.result)
    more: dict[str, Any] = {"required": must_set_up_second_factor(user)}
    if user.has_second_factor:
        more["codes_left"] = queries.count_unused_codes(user)
    else:
        more |= _secret_to_scan(user)
    return own_page("second_factor", form, **more)


@bp.route("/recovery-codes", methods=["GET", "POST"])
@requires(SIGNED_IN, limit="30 per minute")
def recovery_codes() -> ResponseReturnValue:
    form = Form(ConfirmationSchema())
    if form.submit(second.renew_codes, user=me()):
        return own_page("codes", form, codes=form.result)
    return own_page("recovery_codes", form)


@bp.route("/second-factor/removal", methods=["GET", "POST"])
@requires(SIGNED_IN, limit="30 per minute")
def remove_second_factor() -> ResponseReturnValue:
    form = Form(ConfirmationSchema())
    if form.submit(second.remove_second_step, user=me()):
        flash(_("The second step is turned off."))
        return redirect(url_for(".second_factor"), 303)
    return own_page("remove_second_factor", form)


@bp.get("/sessions")
@requires(SIGNED_IN)
def sessions() -> ResponseReturnValue:
    return own_page("sessions", None, sessions=queries.sessions_of(me()), here=here().id)


@bp.post("/sessions/<int:sign_in_id>/ending")
@requires(SIGNED_IN)
def end_session(sign_in_id: int) -> ResponseReturnValue:
    own.end_session(me(), queries.find_session_of(me(), sign_in_id) or abort(404))
    flash(_("That session has ended."))
    return redirect(url_for(".sessions"), 303)


@bp.post("/sessions/ending")
@requires(SIGNED_IN)
def end_every_session() -> ResponseReturnValue:
    own.end_every_session(me())
    session.clear()
    logout_user()
    flash(_("You have signed out everywhere."))
    return redirect(url_for("accounts.sign_in"), 303)


@bp.route("/tokens", methods=["GET", "POST"])
@requires(SIGNED_IN)
def tokens() -> ResponseReturnValue:
    form = Form(TokenSchema(), of={"days": 30})
    if form.submit(own.make_token, user=me()):
        token, secret = form.result
        return own_page("token", form, token=token, secret=secret)
    scopes = {code: PERMISSION_NAMES[code] for code in sorted(me().permissions)}
    return own_page("tokens", form, tokens=queries.tokens_of(me()), scopes=scopes)


@bp.post("/tokens/<int:token_id>/revocation")
@requires(SIGNED_IN)
def revoke_token(token_id: int) -> ResponseReturnValue:
    own.revoke_token(me(), queries.find_token_of(me(), token_id) or abort(404))
    flash(_("That program can do nothing any more."))
    return redirect(url_for(".tokens"), 303)


def me() -> User:
    user: User = current_user.user
    return user


def here() -> SignIn:
    sign_in: SignIn = current_user.sign_in
    return sign_in


def own_page(name: str, form: Form | None, **values: Any) -> ResponseReturnValue:
    """A page of one's own account, with the others beside it."""
    open_pages = PAGES[2:3] if must_set_up_second_factor(me()) else PAGES
    page = render_template(f"me/{name}.html", form=form, user=me(), pages=open_pages, **values)
    return page, form.status if form else 200


def _change_password(present: str, password: str, again: str) -> None:
    """`again` was compared already."""
    own.change_password(user=me(), sign_in=here(), present=present, password=password)


def _secret_to_scan(user: User) -> dict[str, str]:
    """The secret as letters and as a drawing; both only while it is being set up."""
    secret = second.begin_second_step(user)
    issuer = pick(tenant().names)
    address = pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name=issuer)
    drawing = segno.make(address, error="m").svg_data_uri(scale=5, border=2)
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return {"secret": groups, "drawing": drawing, "link": address}
