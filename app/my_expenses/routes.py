"""What a mentor does by a personal link, without an account: see the own expenses, add one, a
receipt, the account they are paid to, and what other organisations paid.

A key opens the expenses of one mentor and shows nothing about anybody else.
"""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import refresh
from werkzeug import Response

from app.core import clock
from app.core.db import db
from app.core.tenancy import tenant
from app.core.viewer import Viewer, acting_as
from app.core.web import LARGEST_ID, PUBLIC, Form, requires
from app.documents.actions import attach
from app.documents.schemas import UploadSchema
from app.expenses import queries as expenses
from app.expenses import showing
from app.expenses.actions import entering, stating
from app.expenses.models import Expense, State
from app.expenses.rules import NOT_SUBMITTED
from app.expenses.schemas import DeclarationSchema, EntrySchema
from app.my_expenses import actions, queries
from app.my_expenses.models import ExpenseLink
from app.people.models import Mentor
from app.reimbursements.actions import accounts
from app.reimbursements.queries import account_of
from app.reimbursements.schemas import AccountSchema

bp = Blueprint("my_expenses", __name__, url_prefix="/my-expenses", template_folder="templates")

HOLDER = Viewer(name="expenses link", antenna_ids=None, via="form")
"""Whoever holds a personal link: may do what the link is for, and nothing else."""
RATE = "20 per minute; 200 per hour"
WRITING_RATE = "10 per minute; 60 per hour"
LONGEST_KEY = 200
SHOWN = 100


@bp.get("/<key>")
@requires(PUBLIC, limit=RATE, writes=True)
def index(key: str) -> ResponseReturnValue:
    """The first opening is noted."""
    with acting_as(HOLDER):
        link = _link_of(key)
        if link is None:
            return _dead_link()
        actions.open_link(link)
        db.session.flush()
        return _page(link.person, key, Form(EntrySchema(), of={"spent_on": clock.today()}))


@bp.post("/<key>")
@requires(PUBLIC, limit=WRITING_RATE)
def enter(key: str) -> ResponseReturnValue:
    with acting_as(HOLDER):
        link = _link_of(key)
        if link is None:
            return _dead_link()
        form = Form(EntrySchema())
        if form.submit(entering.enter, person=link.person, file=request.files.get("file")):
            flash(_("Thank you. We look at your expense, and pay it once it is approved."))
            verdict = form.result[1]
            for text in dict.fromkeys(str(one.text) for one in verdict.missing + verdict.taxed):
                flash(text, "watch")
            return _to(key)
        found = _link_of(key)
        return _page(found.person, key, form) if found else _dead_link()


@bp.route("/<key>/account", methods=["GET", "POST"])
@requires(PUBLIC, limit=WRITING_RATE)
def account(key: str) -> ResponseReturnValue:
    """The number is typed and never shown again in full."""
    with acting_as(HOLDER):
        link = _link_of(key)
        if link is None:
            return _dead_link()
        known = account_of(link.person)
        shown = {"holder": known.holder, "address": known.address} if known else {}
        form = Form(AccountSchema(), of=shown)
        if form.submit(accounts.change_account, person=link.person):
            flash(_("Your account is kept. Only those who pay expenses can use it."))
            return _to(key)
        page = {"form": form, "key": key, "known": known, "contact": tenant().contact}
        return render_template("my_expenses/account.html", **page), form.status


@bp.route("/<key>/elsewhere", methods=["GET", "POST"])
@requires(PUBLIC, limit=WRITING_RATE)
def elsewhere(key: str) -> ResponseReturnValue:
    """The caps of the law hold over all organisations together."""
    with acting_as(HOLDER):
        link = _link_of(key)
        if link is None:
            return _dead_link()
        form = Form(DeclarationSchema(), of={"year": clock.today().year, "month": 0})
        if form.submit(stating.declare, person=link.person):
            flash(_("Thank you. We count it together with what we pay."))
            return _to(key)
        stated = expenses.declarations_of([link.person_id])
        page = {"form": form, "key": key, "stated": stated, "contact": tenant().contact}
        return render_template("my_expenses/elsewhere.html", **page), form.status


@bp.route("/<key>/<int:expense_id>/receipt", methods=["GET", "POST"])
@requires(PUBLIC, limit=WRITING_RATE)
def receipt(key: str, expense_id: int) -> ResponseReturnValue:
    with acting_as(HOLDER):
        link = _link_of(key)
        expense = _own(link, expense_id)
        if expense is None:
            return _dead_link()
        if expense.state != State.SUBMITTED:
            return _decided(key)
        form = Form(UploadSchema())
        if form.submit(attach, row=expense, file=request.files.get("file")):
            flash(_("The receipt is added."))
            return _to(key)
        page = {"form": form, "key": key, "expense": _own(_link_of(key), expense_id)}
        return render_template("my_expenses/receipt.html", **page), form.status


@bp.post("/<key>/<int:expense_id>/withdrawal")
@requires(PUBLIC, limit=WRITING_RATE)
def withdraw(key: str, expense_id: int) -> ResponseReturnValue:
    with acting_as(HOLDER):
        expense = _own(_link_of(key), expense_id)
        if expense is None:
            return _dead_link()
        if expense.state != State.SUBMITTED:
            return _decided(key)
        entering.withdraw(expense=expense)
        flash(_("The expense is withdrawn."))
        return _to(key)


def _link_of(key: str) -> ExpenseLink | None:
    """Speaks to its mentor in their language, until they choose another one on the page."""
    found = queries.link_of_digest(actions.digest(key)) if len(key) <= LONGEST_KEY else None
    if found is None or found.expires_at <= clock.now():
        return None
    if found.person.merged_into_id is not None:
        return None
    chosen = session.get("language")
    g.language = chosen if chosen in tenant().languages else queries.language_of(found.person)
    refresh()
    return found


def _own(link: ExpenseLink | None, expense_id: int) -> Expense | None:
    if link is None or expense_id > LARGEST_ID:
        return None
    found = expenses.find_expense(expense_id)
    return found if found is not None and found.person_id == link.person_id else None


def _decided(key: str) -> Response:
    """On a page that is older than the decision, or after a second press."""
    flash(str(NOT_SUBMITTED.text), "watch")
    return _to(key)


def _page(person: Mentor, key: str, form: Form) -> ResponseReturnValue:
    rows = expenses.expenses_of(person, SHOWN)
    known = account_of(person)
    page: dict[str, Any] = {
        "person": person,
        "key": key,
        "form": form,
        "expenses": rows,
        "receipts": expenses.with_receipt([row.id for row in rows]),
        "account": known if known and known.iban else None,
        "stated": expenses.declarations_of([person.id], clock.today().year),
        "contact": tenant().contact,
    }
    return render_template(
        "my_expenses/index.html", **page, **showing.form_facts(person)
    ), form.status


def _to(key: str) -> Response:
    return redirect(url_for(".index", key=key), 303)


def _dead_link() -> ResponseReturnValue:
    return render_template("my_expenses/dead_link.html", contact=tenant().contact), 404
