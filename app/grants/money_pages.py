"""The money of a grant for people: instalments, the budget, and costs."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core import clock
from app.core.permissions import Permission
from app.core.viewer import viewer
from app.core.web import LARGEST_ID, Form, requires
from app.grants import labels, queries, schemas
from app.grants.actions import money as actions
from app.grants.models import Cost, Grant, Instalment
from app.grants.money_rules import spending
from app.grants.pages import grant_or_404

bp = Blueprint("money", __name__, url_prefix="/<int:grant_id>")
INSTALMENT = "/instalments/<int:instalment_id>"


@bp.route("/instalments/new", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def add_instalment(grant_id: int) -> ResponseReturnValue:
    grant = grant_or_404(grant_id)
    form = Form(schemas.InstalmentSchema())
    if form.submit(actions.add_instalment, grant=grant):
        flash(_("The instalment is planned."))
        return _back(grant_id)
    return _page("instalment", form, grant_id)


@bp.route(f"{INSTALMENT}/edit", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def edit_instalment(grant_id: int, instalment_id: int) -> ResponseReturnValue:
    grant, instalment = _instalment(grant_id, instalment_id)
    form = Form(schemas.InstalmentSchema(), of=instalment)
    if form.submit(actions.change_instalment, grant=grant, instalment=instalment):
        flash(_("The instalment is changed."))
        return _back(grant_id)
    return _page("instalment", form, grant_id, instalment=_instalment(grant_id, instalment_id)[1])


@bp.post(f"{INSTALMENT}/removal")
@requires(Permission.FUNDING_MANAGE)
def remove_instalment(grant_id: int, instalment_id: int) -> ResponseReturnValue:
    grant, instalment = _instalment(grant_id, instalment_id)
    actions.remove_instalment(grant=grant, instalment=instalment)
    flash(_("The instalment is taken away."))
    return _back(grant_id)


@bp.route(f"{INSTALMENT}/receipt", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def receive(grant_id: int, instalment_id: int) -> ResponseReturnValue:
    grant, instalment = _instalment(grant_id, instalment_id)
    due = {"received_on": clock.today(), "received_cents": instalment.amount_cents}
    form = Form(schemas.ReceiptSchema(), of=due)
    if form.submit(actions.receive_instalment, grant=grant, instalment=instalment):
        flash(_("The money is noted as received. You can take that back on this page."))
        return _back(grant_id)
    return _page("receive", form, grant_id, instalment=_instalment(grant_id, instalment_id)[1])


@bp.post(f"{INSTALMENT}/receipt/undoing")
@requires(Permission.FUNDING_MANAGE)
def undo_receipt(grant_id: int, instalment_id: int) -> ResponseReturnValue:
    grant, instalment = _instalment(grant_id, instalment_id)
    actions.undo_receipt(grant=grant, instalment=instalment)
    flash(_("The instalment is expected again."))
    return _back(grant_id)


@bp.route("/budget", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def budget(grant_id: int) -> ResponseReturnValue:
    grant = grant_or_404(grant_id)
    form = Form(schemas.BudgetSchema(), of={"lines": queries.budget_of(grant)})
    form.version = grant.version
    if form.submit(actions.change_budget, grant=grant):
        flash(_("The budget is kept."))
        return _back(grant_id)
    standing = queries.budget_of(grant_or_404(grant_id)) if form.reasons else []
    return _page("budget", form, grant_id, categories=labels.CATEGORIES, standing=standing)


@bp.get("/costs")
@requires(Permission.FUNDING_READ)
def costs(grant_id: int) -> ResponseReturnValue:
    """Every cost that was charged, the newest first, and the budget beside it."""
    grant = grant_or_404(grant_id)
    planned = {line.category: line.amount_cents for line in queries.budget_of(grant)}
    return render_template(
        "grants/costs.html",
        grant=grant,
        listing=queries.costs_of(grant),
        spending=spending(planned, queries.spent_by_category(grant)),
        categories=labels.CATEGORIES,
        manages=viewer().may(Permission.FUNDING_MANAGE),
    )


@bp.route("/costs/new", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def add_cost(grant_id: int) -> ResponseReturnValue:
    grant = grant_or_404(grant_id)
    form = Form(schemas.CostSchema())
    if form.submit(actions.add_cost, grant=grant):
        flash(_("The cost is noted."))
        return redirect(url_for(".costs", grant_id=grant_id), 303)
    return _page("cost", form, grant_id, categories=labels.CATEGORIES)


@bp.post("/costs/<int:cost_id>/withdrawal")
@requires(Permission.FUNDING_MANAGE)
def withdraw_cost(grant_id: int, cost_id: int) -> ResponseReturnValue:
    grant, cost = _cost(grant_id, cost_id)
    actions.withdraw_cost(grant=grant, cost=cost)
    flash(_("The cost no longer counts. You can take that back in the list."))
    return redirect(url_for(".costs", grant_id=grant_id), 303)


@bp.post("/costs/<int:cost_id>/restoration")
@requires(Permission.FUNDING_MANAGE)
def restore_cost(grant_id: int, cost_id: int) -> ResponseReturnValue:
    grant, cost = _cost(grant_id, cost_id)
    actions.restore_cost(grant=grant, cost=cost)
    flash(_("The cost counts again."))
    return redirect(url_for(".costs", grant_id=grant_id), 303)


def _page(name: str, form: Form, grant_id: int, **context: Any) -> ResponseReturnValue:
    page = {"form": form, "grant": grant_or_404(grant_id), "instalment": None, **context}
    return render_template(f"grants/{name}.html", today=clock.today(), **page), form.status


def _back(grant_id: int) -> ResponseReturnValue:
    return redirect(url_for("grants.show", grant_id=grant_id), 303)


def _instalment(grant_id: int, instalment_id: int) -> tuple[Grant, Instalment]:
    grant = grant_or_404(grant_id)
    known = instalment_id <= LARGEST_ID
    found = queries.find_instalment(grant, instalment_id) if known else None
    return grant, found or abort(404)


def _cost(grant_id: int, cost_id: int) -> tuple[Grant, Cost]:
    grant = grant_or_404(grant_id)
    found = queries.find_cost(grant, cost_id) if cost_id <= LARGEST_ID else None
    return grant, found or abort(404)
