"""Pages of the volunteers' expenses: the list, one expense, the decisions, the law."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug import Response

from app.antennas.queries import all_antennas
from app.core import clock
from app.core.errors import Reason
from app.core.events import events_of
from app.core.i18n import day
from app.core.listing import Listing
from app.core.permissions import Permission
from app.core.questions import ask
from app.core.viewer import viewer
from app.core.web import LARGEST_ID, Form, load, requires
from app.documents.doors import Owner, add_documents
from app.documents.queries import documents_of
from app.expenses import mentor_pages, queries, showing
from app.expenses.actions import deciding, entering
from app.expenses.judging import verdict_of
from app.expenses.models import Expense, State
from app.expenses.rules import against_approving, against_removing_proof
from app.expenses.schemas import RefusalSchema, TicksSchema
from app.volunteer_caps import words
from app.volunteer_caps.book import Figure
from app.volunteer_caps.files import book
from app.volunteer_caps.labels import KINDS, STATUSES
from app.volunteer_caps.rules import Verdict

bp = Blueprint("expenses", __name__, url_prefix="/expenses", template_folder="templates")
bp.record(lambda state: state.app.jinja_env.globals.update(showing.WORDS))
bp.register_blueprint(mentor_pages.bp)


@bp.get("/")
@requires(Permission.EXPENSES_READ)
def index() -> ResponseReturnValue:
    asked = {name: request.args.get(name, "").strip() for name in queries.FILTERS}
    listing = Listing(queries.expenses(asked), sorts=queries.SORTS, filters=asked)
    seen = viewer().antenna_ids
    template = "results" if request.headers.get("X-Fragment") == "results" else "index"
    return render_template(
        f"expenses/{template}.html",
        listing=listing,
        antennas={a.code: a.name for a in all_antennas() if seen is None or a.id in seen},
        kinds={kind: KINDS[kind] for kind in KINDS if kind in book().kinds},
    )


@bp.get("/new")
@requires(Permission.EXPENSES_MANAGE)
def new() -> ResponseReturnValue:
    """Whose expense it is: a mentor, looked for by name."""
    text = request.args.get("q", "").strip()
    return render_template("expenses/new.html", asked=text, mentors=queries.mentors_named(text))


@bp.get("/law")
@requires(Permission.EXPENSES_READ)
def law() -> ResponseReturnValue:
    """What this country may pay, by date, with its sources, and what is asked for."""
    said = book()
    figures: dict[str, list[Figure]] = {rule.code: [] for rule in said.rules}
    for figure in said.figures:
        figures[figure.rule].append(figure)
    newest = {
        code: sorted(some, key=lambda one: one.valid_from or date.min, reverse=True)
        for code, some in figures.items()
    }
    return render_template(
        "expenses/law.html",
        said=said,
        figures=newest,
        cap_name=words.cap_name,
        kinds_in_words=words.kinds_of,
        statuses=STATUSES,
        today=clock.today(),
    )


@bp.get("/<int:expense_id>")
@requires(Permission.EXPENSES_READ)
def show(expense_id: int) -> ResponseReturnValue:
    return _page(expense_or_404(expense_id), Form(RefusalSchema()))


@bp.post("/<int:expense_id>/approval")
@requires(Permission.EXPENSES_APPROVE)
def approve(expense_id: int) -> ResponseReturnValue:
    deciding.approve(expense=expense_or_404(expense_id))
    flash(_("The expense is approved."))
    return _to(expense_id)


@bp.post("/<int:expense_id>/refusal")
@requires(Permission.EXPENSES_APPROVE)
def refuse(expense_id: int) -> ResponseReturnValue:
    """With the reason, which the mentor reads in a mail."""
    expense, form = expense_or_404(expense_id), Form(RefusalSchema())
    if form.submit(deciding.refuse, expense=expense):
        told = _("The expense is not accepted, and the mentor was told why by mail.")
        untold = _("The expense is not accepted. There is no e-mail address: please telephone.")
        flash(told if form.result else untold)
        return _to(expense_id)
    return _page(expense_or_404(expense_id), form)


@bp.post("/<int:expense_id>/return")
@requires(Permission.EXPENSES_APPROVE)
def take_back(expense_id: int) -> ResponseReturnValue:
    deciding.take_back(expense=expense_or_404(expense_id))
    flash(_("The expense waits for a decision again."))
    return _to(expense_id)


@bp.post("/<int:expense_id>/withdrawal")
@requires(Permission.EXPENSES_MANAGE)
def withdraw(expense_id: int) -> ResponseReturnValue:
    entering.withdraw(expense=expense_or_404(expense_id))
    flash(_("The expense is withdrawn."))
    return _to(expense_id)


@bp.post("/approvals")
@requires(Permission.EXPENSES_APPROVE)
def approve_many() -> ResponseReturnValue:
    """Those ticked: each that can be, and why the others cannot."""
    ticked = queries.expenses_of_ids(load(TicksSchema())["expenses"][:500])
    approved, left = deciding.approve_many(expenses=ticked)
    if approved:
        count = len(approved)
        flash(ngettext("One expense is approved.", "%(num)d expenses are approved.", count))
    if not left:
        return redirect(url_for(".index", state=State.SUBMITTED), 303)
    return render_template("expenses/left.html", left=left, approved=len(approved))


def expense_or_404(expense_id: int) -> Expense:
    found = queries.find_expense(expense_id) if 0 < expense_id <= LARGEST_ID else None
    return found or abort(404)


def _page(expense: Expense, form: Form) -> ResponseReturnValue:
    waits = expense.state == State.SUBMITTED
    verdict = verdict_of(expense) if waits else None
    approver = viewer().user_id if viewer().may(Permission.EXPENSES_APPROVE) else None
    page: dict[str, Any] = {
        "expense": expense,
        "form": form,
        "verdict": verdict,
        "against": _against(expense, verdict, approver),
        "documents": documents_of(expense),
        "removed": documents_of(expense, removed=True),
        "events": events_of(expense, queries.FEW),
        "names": dict(ask("event.names")),
        "title": _("%(what)s of %(day)s", what=showing.what(expense), day=day(expense.spent_on)),
    }
    return render_template("expenses/show.html", **page), form.status


def _against(expense: Expense, verdict: Verdict | None, approver: int | None) -> list[Reason]:
    """While it waits; that somebody else has to approve it concerns those who approve."""
    if verdict is None:
        return []
    return against_approving(expense.state, verdict, expense.entered_by_id, approver)


def _to(expense_id: int) -> Response:
    return redirect(url_for(".show", expense_id=expense_id), 303)


add_documents(
    bp,
    Owner(
        find=expense_or_404,
        url=lambda row: url_for("expenses.show", expense_id=row.id),
        read=Permission.EXPENSES_READ,
        manage=Permission.EXPENSES_MANAGE,
        against_removing=lambda row: against_removing_proof(row.state),
    ),
)
