"""The expenses of one mentor, for staff: entering, what is left, the link, the account."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from app.core import clock
from app.core.permissions import Permission
from app.core.web import LARGEST_ID, Form, requires
from app.expenses import queries, showing, statements
from app.expenses.actions import details, entering
from app.expenses.schemas import AccountSchema, DeclarationSchema, EntrySchema
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


@bp.post("/<int:mentor_id>/link")
@requires(Permission.EXPENSES_MANAGE, limit="30 per minute")
def send_link(mentor_id: int) -> ResponseReturnValue:
    """A new personal link: in their mail, and here for once, to send it another way."""
    person = mentor_or_404(mentor_id)
    sent = details.send_link(person=person)
    return render_template("expenses/link.html", person=person, sent=sent)


@bp.post("/<int:mentor_id>/link/removal")
@requires(Permission.EXPENSES_MANAGE)
def end_link(mentor_id: int) -> ResponseReturnValue:
    details.end_link(person=mentor_or_404(mentor_id))
    flash(_("The link opens nothing any more."))
    return _to(mentor_id)


@bp.route("/<int:mentor_id>/account", methods=["GET", "POST"])
@requires(Permission.EXPENSES_MANAGE)
def account(mentor_id: int) -> ResponseReturnValue:
    """The number is typed anew and never shown in full: an empty one keeps what is there."""
    person = mentor_or_404(mentor_id)
    known = queries.account_of(person)
    shown = {"holder": known.holder, "address": known.address} if known else {"holder": person.name}
    form = Form(AccountSchema(), of=shown)
    if form.submit(details.change_account, person=person):
        flash(_("The account is kept."))
        return _to(mentor_id)
    page = {"person": person, "known": known, "form": form}
    return render_template("expenses/account.html", **page), form.status


@bp.post("/<int:mentor_id>/account/removal")
@requires(Permission.EXPENSES_MANAGE)
def forget_account(mentor_id: int) -> ResponseReturnValue:
    details.forget_account(person=mentor_or_404(mentor_id))
    flash(_("The account is taken away."))
    return _to(mentor_id)


@bp.route("/<int:mentor_id>/elsewhere", methods=["GET", "POST"])
@requires(Permission.EXPENSES_MANAGE)
def elsewhere(mentor_id: int) -> ResponseReturnValue:
    """What other organisations paid them."""
    person = mentor_or_404(mentor_id)
    form = Form(DeclarationSchema(), of={"year": clock.today().year, "month": 0})
    if form.submit(details.declare, person=person):
        flash(_("What other organisations paid is noted."))
        return _to(mentor_id)
    page = {"person": person, "form": form, "stated": queries.declarations_of([person.id])}
    return render_template("expenses/elsewhere.html", **page), form.status


@bp.get("/<int:mentor_id>/statements/<int:year>.pdf", endpoint="paper")
@requires(Permission.EXPENSES_READ)
def statement(mentor_id: int, year: int) -> ResponseReturnValue:
    """What a mentor was paid in a year, on paper."""
    person = mentor_or_404(mentor_id)
    return statements.paper_of(person, year) or abort(404)


def mentor_or_404(mentor_id: int) -> Mentor:
    found = queries.find_mentor(mentor_id) if 0 < mentor_id <= LARGEST_ID else None
    return found or abort(404)


def _page(person: Mentor) -> ResponseReturnValue:
    facts = showing.form_facts(person)
    rows = queries.expenses_of(person, 200)
    return render_template(
        "expenses/mentor.html",
        person=person,
        expenses=rows,
        years=sorted({row.spent_on.year for row in rows}, reverse=True),
        account=queries.account_of(person),
        link=queries.link_of(person),
        stated=queries.declarations_of([person.id]),
        now=clock.now(),
        **facts,
    )


def _to(mentor_id: int) -> Response:
    return redirect(url_for(".show", mentor_id=mentor_id), 303)
