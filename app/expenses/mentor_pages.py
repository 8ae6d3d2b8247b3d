"""The expenses of one mentor, for staff: entering, what is left, what others paid."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from app.core import clock
from app.core.permissions import Permission
from app.core.questions import ask
from app.core.web import Form, requires
from app.expenses import queries, showing
from app.expenses.actions import entering, stating
from app.expenses.schemas import DeclarationSchema, EntrySchema
from app.expenses.showing import mentor_or_404
from app.people.models import Mentor

bp = Blueprint("mentors", __name__, url_prefix="/mentors", template_folder="templates")


@bp.get("/<int:mentor_id>")
@requires(Permission.EXPENSES_READ)
def show(mentor_id: int) -> ResponseReturnValue:
    person = mentor_or_404(mentor_id)
    return _page(person)


@bp.route("/<int:mentor_id>/new", methods=["GET", "POST"])
@requires(Permission.EXPENSES_MANAGE, limit="60 per minute")
def enter(mentor_id: int) -> ResponseReturnValue:
    person = mentor_or_404(mentor_id)
    form = Form(EntrySchema(), of={"spent_on": clock.today()})
    if form.submit(entering.enter, person=person, file=request.files.get("file")):
        flash(_("The expense is entered."))
        return redirect(url_for("expenses.show", expense_id=form.result[0].id), 303)
    person = mentor_or_404(mentor_id)
    facts = showing.form_facts(person)
    return render_template("expenses/enter.html", person=person, form=form, **facts), form.status


@bp.route("/<int:mentor_id>/elsewhere", methods=["GET", "POST"])
@requires(Permission.EXPENSES_MANAGE)
def elsewhere(mentor_id: int) -> ResponseReturnValue:
    """What other organisations paid them."""
    person = mentor_or_404(mentor_id)
    form = Form(DeclarationSchema(), of={"year": clock.today().year, "month": 0})
    if form.submit(stating.declare, person=person):
        flash(_("What other organisations paid is noted."))
        return _to(mentor_id)
    page = {"person": person, "form": form, "stated": queries.declarations_of([person.id])}
    return render_template("expenses/elsewhere.html", **page), form.status


def _page(person: Mentor) -> ResponseReturnValue:
    facts = showing.form_facts(person)
    return render_template(
        "expenses/mentor.html",
        person=person,
        expenses=queries.expenses_of(person, 200),
        stated=queries.declarations_of([person.id]),
        panels=sorted(ask("expenses.panels", person), key=lambda panel: panel.order),
        **facts,
    )


def _to(mentor_id: int) -> Response:
    return redirect(url_for(".show", mentor_id=mentor_id), 303)
