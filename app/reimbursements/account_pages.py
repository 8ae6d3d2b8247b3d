"""What a mentor was and is paid, for staff: their account, and the paper of a year."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from app.core.permissions import Permission
from app.core.web import Form, requires
from app.expenses.showing import mentor_or_404
from app.reimbursements import queries, statements
from app.reimbursements.actions import accounts
from app.reimbursements.schemas import AccountSchema

bp = Blueprint("mentors", __name__, url_prefix="/mentors")


@bp.route("/<int:mentor_id>/account", methods=["GET", "POST"])
@requires(Permission.EXPENSES_MANAGE)
def account(mentor_id: int) -> ResponseReturnValue:
    """The number is typed anew and never shown in full: an empty one keeps what is there."""
    person = mentor_or_404(mentor_id)
    known = queries.account_of(person)
    shown = {"holder": known.holder, "address": known.address} if known else {"holder": person.name}
    form = Form(AccountSchema(), of=shown)
    if form.submit(accounts.change_account, person=person):
        flash(_("The account is kept."))
        return _to(mentor_id)
    page = {"person": person, "known": known, "form": form}
    return render_template("reimbursements/account.html", **page), form.status


@bp.post("/<int:mentor_id>/account/removal")
@requires(Permission.EXPENSES_MANAGE)
def forget_account(mentor_id: int) -> ResponseReturnValue:
    accounts.forget_account(person=mentor_or_404(mentor_id))
    flash(_("The account is taken away."))
    return _to(mentor_id)


@bp.get("/<int:mentor_id>/statements/<int:year>.pdf", endpoint="paper")
@requires(Permission.EXPENSES_READ, limit="60 per minute")
def statement(mentor_id: int, year: int) -> ResponseReturnValue:
    """What a mentor was paid in a year, on paper."""
    person = mentor_or_404(mentor_id)
    return statements.paper_of(person, year) or abort(404)


def _to(mentor_id: int) -> Response:
    return redirect(url_for("expenses.mentors.show", mentor_id=mentor_id), 303)
