"""The personal link of a mentor, for staff: sent, and ended."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.permissions import Permission
from app.core.web import requires
from app.expenses.showing import mentor_or_404
from app.my_expenses import actions

bp = Blueprint("expense_links", __name__, url_prefix="/expenses/mentors")


@bp.post("/<int:mentor_id>/link")
@requires(Permission.EXPENSES_MANAGE, limit="30 per minute")
def send_link(mentor_id: int) -> ResponseReturnValue:
    """A new personal link: in their mail, and here for once, to send it another way."""
    person = mentor_or_404(mentor_id)
    sent = actions.send_link(person=person)
    return render_template("my_expenses/link.html", person=person, sent=sent)


@bp.post("/<int:mentor_id>/link/removal")
@requires(Permission.EXPENSES_MANAGE)
def end_link(mentor_id: int) -> ResponseReturnValue:
    actions.end_link(person=mentor_or_404(mentor_id))
    flash(_("The link opens nothing any more."))
    return redirect(url_for("expenses.mentors.show", mentor_id=mentor_id), 303)
