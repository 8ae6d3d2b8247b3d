"""Accounts for people who come in: sign-in, second step, invitation, reset, language."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user

from app.accounts import rules
from app.accounts.actions import entrance, own
from app.accounts.actions.entrance import Attempt, Door
from app.accounts.models import User
from app.accounts.schemas import (
    AddressSchema,
    CodeSchema,
    LanguageSchema,
    PasswordSchema,
    SignInSchema,
)
from app.core.db import keep
from app.core.tenancy import tenant
from app.core.viewer import viewer
from app.core.web import PUBLIC, SIGNED_IN, Form, load, requires

bp = Blueprint("accounts", __name__, url_prefix="/accounts", template_folder="templates")

SECOND_STEP = "second_step"
"""What the session keeps between the password and the code: a signed token, never who it is."""


@bp.route("/sign-in", methods=["GET", "POST"])
@requires(PUBLIC, limit="60 per minute")
def sign_in() -> ResponseReturnValue:
    form = Form(SignInSchema())
    after = own_address(request.values.get("next", ""))
    if request.method == "GET" and viewer().is_signed_in:
        return redirect(after, 303)
    if not form.submit(entrance.try_password, door=door()):
        return render_template("accounts/sign_in.html", form=form, after=after), form.status
    attempt: Attempt = form.result
    if attempt.waiting:
        remember = form.data["remember"]
        session[SECOND_STEP] = {"token": attempt.waiting, "remember": remember, "after": after}
        return redirect(url_for(".second_step"), 303)
    if attempt.identity:
        return _let_in(attempt, remember=form.data["remember"], after=after)
    return _say_no(form, attempt, "accounts/sign_in.html", after=after)


@bp.route("/sign-in/code", methods=["GET", "POST"])
@requires(PUBLIC, limit="60 per minute")
def second_step() -> ResponseReturnValue:
    asked = session.get(SECOND_STEP)
    if not asked:
        return redirect(url_for(".sign_in"), 303)
    form = Form(CodeSchema())
    known = {"waiting": asked["token"], "remember": asked["remember"]}
    if not form.submit(entrance.try_code, door=door(), **known):
        return render_template("accounts/second_step.html", form=form), form.status
    attempt: Attempt = form.result
    if attempt.identity:
        return _let_in(attempt, remember=asked["remember"], after=asked["after"])
    return _say_no(form, attempt, "accounts/second_step.html")


@bp.post("/sign-out")
@requires(SIGNED_IN)
def sign_out() -> ResponseReturnValue:
    own.end_session(current_user.user, current_user.sign_in)
    _begin_anew()
    logout_user()
    flash(_("You have signed out."))
    return redirect(url_for(".sign_in"), 303)


@bp.post("/language")
@requires(PUBLIC, limit="60 per minute")
def choose_language() -> ResponseReturnValue:
    chosen = load(LanguageSchema())
    if chosen["language"] in tenant().languages:
        session["language"] = chosen["language"]
    if viewer().is_signed_in:
        own.choose_language(current_user.user, chosen["language"])
    return redirect(own_address(chosen["next"]), 303)


@bp.route("/invitations/<token>", methods=["GET", "POST"])
@requires(PUBLIC, limit="30 per minute")
def accept_invitation(token: str) -> ResponseReturnValue:
    """Whoever is invited chooses a password; the link then opens nothing any more."""
    user = entrance.find_invited(token)
    return _choose_password(user, entrance.accept_invitation, "accounts/accept.html")


@bp.route("/reset", methods=["GET", "POST"])
@requires(PUBLIC, limit="10 per minute")
def ask_for_reset() -> ResponseReturnValue:
    """The same answer whether or not there is such an account."""
    form = Form(AddressSchema())
    asked = form.submit(entrance.ask_for_reset)
    return render_template("accounts/ask_for_reset.html", form=form, asked=asked), form.status


@bp.route("/reset/<token>", methods=["GET", "POST"])
@requires(PUBLIC, limit="30 per minute")
def reset(token: str) -> ResponseReturnValue:
    user = entrance.find_resetting(token)
    return _choose_password(user, entrance.reset_password, "accounts/reset.html")


def door() -> Door:
    return Door(request.remote_addr or "", rules.device_of(request.user_agent.string))


def own_address(address: str) -> str:
    """The address when it is a path of this host, else the first page.

    A browser reads `//host` and `/\\host` as another host, and forgets tabs and line ends.
    """
    parts = urlsplit(address)
    odd = "\\" in address or any(ord(letter) < 33 for letter in address)
    if parts.scheme or parts.netloc or odd or not address.startswith("/") or address[1:2] == "/":
        return "/"
    return "/" if parts.path.startswith("/accounts/sign-in") else address


def _choose_password(user: User | None, action: Any, template: str) -> ResponseReturnValue:
    if user is None:
        return render_template("accounts/dead_link.html"), 410
    form = Form(PasswordSchema())
    if form.submit(lambda password, again: action(user=user, password=password)):
        flash(_("Your password is kept. You can sign in with it now."))
        return redirect(url_for(".sign_in"), 303)
    return render_template(template, form=form, user=user), form.status


def _let_in(attempt: Attempt, *, remember: bool, after: str) -> ResponseReturnValue:
    """The session begins anew, so that one prepared by somebody else is worth nothing."""
    _begin_anew()
    login_user(attempt.identity, remember=remember)
    if attempt.factor_lost:
        flash(_("Your second step could not be read any more. Please set it up again."))
    return redirect(after, 303)


def _begin_anew() -> None:
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language


def _say_no(form: Form, attempt: Attempt, template: str, **more: Any) -> ResponseReturnValue:
    """A no that is remembered: the failure counts although the request is refused."""
    keep()
    wrong = {rules.WRONG: "password", rules.WRONG_CODE: "code"}
    form.errors = {wrong[r]: [str(r.text)] for r in attempt.reasons if r in wrong}
    form.reasons = [reason for reason in attempt.reasons if reason not in wrong]
    status = 429 if rules.LOCKED in attempt.reasons else 422
    return render_template(template, form=form, **more), status
