"""The log of mails as a page: what went out, to whom and when; never what it said."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.core.permissions import Permission
from app.core.web import get_or_404, requires
from app.messages import actions, queries
from app.messages.models import Mail

bp = Blueprint("messages", __name__, url_prefix="/messages", template_folder="templates")

STATES = {"waiting": lazy_gettext("Waiting"), "delivered": lazy_gettext("Delivered")}


@bp.get("/")
@requires(Permission.EVENTS_READ)
def index() -> ResponseReturnValue:
    listing = queries.all_mails(
        q=request.args.get("q", "").strip(), state=request.args.get("state", "")
    )
    return render_template("messages/index.html", listing=listing, states=STATES)


@bp.post("/<int:mail_id>/delivery")
@requires(Permission.ACCOUNTS_MANAGE)
def deliver_again(mail_id: int) -> ResponseReturnValue:
    actions.deliver_again(get_or_404(Mail, mail_id))
    flash(_("The mail is on its way again."))
    return redirect(url_for(".index"), 303)
