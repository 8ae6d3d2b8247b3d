"""Accounts for those who manage them: the list of staff. How people come in stands beside."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.accounts import queries, rules
from app.accounts.actions import second_step, staff
from app.accounts.entrance_routes import bp as bp
from app.accounts.models import User
from app.accounts.schemas import InvitationSchema, PlaceSchema
from app.core.i18n import language_itself
from app.core.permissions import ANTENNA_ROLES, ROLE_NAMES, Permission
from app.core.tenancy import tenant
from app.core.web import Form, get_or_404, requires

STATES = {
    "in_use": lazy_gettext("In use"),
    "invited": lazy_gettext("Invited"),
    "closed": lazy_gettext("Closed"),
}
STATE_KINDS = {"in_use": "good", "invited": "watch", "closed": "neutral"}


@bp.get("/")
@requires(Permission.ACCOUNTS_MANAGE)
def index() -> ResponseReturnValue:
    listing = queries.all_users(
        q=request.args.get("q", "").strip(),
        role=request.args.get("role", ""),
        antenna_id=request.args.get("antenna", 0, type=int),
        state=request.args.get("state", ""),
    )
    return render_template("accounts/index.html", listing=listing, **choices())


@bp.route("/invitation", methods=["GET", "POST"])
@requires(Permission.ACCOUNTS_MANAGE)
def invite() -> ResponseReturnValue:
    form = Form(InvitationSchema())
    if form.submit(staff.invite):
        return render_template("accounts/invited.html", invitation=form.result)
    return render_template("accounts/invite.html", form=form, **choices()), form.status


@bp.route("/<int:user_id>", methods=["GET", "POST"])
@requires(Permission.ACCOUNTS_MANAGE)
def show(user_id: int) -> ResponseReturnValue:
    user = get_or_404(User, user_id)
    form = Form(PlaceSchema(), of=_place(user))
    form.version = user.version
    if form.submit(staff.change_account, user=user):
        flash(_("The account of %(name)s is changed.", name=user.name))
        return redirect(url_for(".show", user_id=user_id), 303)
    sessions = queries.sessions_of(user)
    page = render_template(
        "accounts/show.html",
        form=form,
        user=user,
        sessions=sessions,
        against_closing=staff.against_closing(user),
        **choices(),
    )
    return page, form.status


@bp.post("/<int:user_id>/closing")
@requires(Permission.ACCOUNTS_MANAGE)
def close(user_id: int) -> ResponseReturnValue:
    user = get_or_404(User, user_id)
    staff.close_account(user)
    flash(_("The account of %(name)s is closed.", name=user.name))
    return redirect(url_for(".show", user_id=user_id), 303)


@bp.post("/<int:user_id>/reopening")
@requires(Permission.ACCOUNTS_MANAGE)
def reopen(user_id: int) -> ResponseReturnValue:
    invitation = staff.reopen_account(get_or_404(User, user_id))
    return render_template("accounts/invited.html", invitation=invitation)


@bp.post("/<int:user_id>/invitation")
@requires(Permission.ACCOUNTS_MANAGE)
def invite_again(user_id: int) -> ResponseReturnValue:
    invitation = staff.invite_again(get_or_404(User, user_id))
    return render_template("accounts/invited.html", invitation=invitation)


@bp.post("/<int:user_id>/sign-out")
@requires(Permission.ACCOUNTS_MANAGE)
def sign_out_everywhere(user_id: int) -> ResponseReturnValue:
    user = get_or_404(User, user_id)
    staff.sign_out(user)
    flash(_("%(name)s is signed out everywhere.", name=user.name))
    return redirect(url_for(".show", user_id=user_id), 303)


@bp.post("/<int:user_id>/second-factor-reset")
@requires(Permission.ACCOUNTS_MANAGE)
def reset_second_factor(user_id: int) -> ResponseReturnValue:
    user = get_or_404(User, user_id)
    second_step.reset_second_step(user)
    flash(_("%(name)s can set up the second step again.", name=user.name))
    return redirect(url_for(".show", user_id=user_id), 303)


def choices() -> dict[str, Any]:
    """What the fields and filters of these pages offer."""
    roles = rules.offered_roles(is_hq=tenant().is_hq)
    bound = [str(ROLE_NAMES[role]) for role in roles if role in ANTENNA_ROLES]
    return {
        "roles": {role.value: ROLE_NAMES[role] for role in roles},
        "antenna_roles": ", ".join(bound),
        "role_names": ROLE_NAMES,
        "antennas": {antenna.id: antenna.name for antenna in queries.antennas_to_choose()},
        "languages": {code: language_itself(code).capitalize() for code in tenant().languages},
        "states": STATES,
        "state_kinds": STATE_KINDS,
    }


def _place(user: User) -> dict[str, Any]:
    antenna_ids = [antenna.id for antenna in user.antennas]
    return {"name": user.name, "role": user.role, "antenna_ids": antenna_ids}
