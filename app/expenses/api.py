"""Expenses for programs: the same schemas, queries and actions behind a JSON door."""

from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _
from marshmallow import ValidationError, fields

from app.core.api import (
    Door,
    PageArgs,
    Tagged,
    cached,
    guarded,
    matched,
    page_of,
    page_schema,
    search_field,
    sort_field,
    tagged,
)
from app.core.fields import Choice, Schema, Text, Whole
from app.core.listing import Listing
from app.core.permissions import Permission
from app.core.web import LARGEST_ID, requires
from app.expenses import queries
from app.expenses.actions import deciding, entering
from app.expenses.models import Expense, State
from app.expenses.schemas import EntrySchema, ExpenseSchema, RefusalSchema
from app.volunteer_caps.book import Kind

bp = Door(
    "expenses_api",
    __name__,
    url_prefix="/api/v1/expenses",
    description="Expenses of mentors. Accounts and payments stay with the pages.",
)


class ExpensesArgs(PageArgs):
    q = search_field()
    state = Choice(State)
    kind = Choice(Kind)
    antenna = Text(12, metadata={"description": "The code of an antenna."})
    month = Text(7, metadata={"description": "As in 2026-11."})
    person = Whole(metadata={"description": "The id of a mentor."})
    sort = sort_field(queries.SORTS)


class ExpenseRowSchema(ExpenseSchema):
    """With the name of the mentor."""

    mentor = fields.String()


class NewExpenseSchema(EntrySchema):
    """Of whom, and what; a receipt is added on the page of the expense."""

    person_id = Whole(required=True)


class NothingSchema(Schema):
    """No field at all."""


@bp.route("")
@bp.arguments(ExpensesArgs, location="query")
@bp.response(200, page_schema(ExpenseRowSchema))
@requires(Permission.EXPENSES_READ)
def index(asked: dict[str, Any]) -> dict[str, Any]:
    """Those of the antennas this token sees, the newest first."""
    said = {name: str(asked[name]) for name in queries.FILTERS if asked.get(name)}
    return page_of(Listing(queries.expenses(said), sorts=queries.SORTS))


@bp.route("", methods=["POST"])
@bp.arguments(NewExpenseSchema)
@bp.response(201, ExpenseSchema)
@requires(Permission.EXPENSES_MANAGE)
def create(sent: dict[str, Any]) -> Tagged:
    """Enter an expense of a mentor; 409 with everything that stands against it."""
    person = queries.find_mentor(sent.pop("person_id"))
    if person is None:
        raise ValidationError({"person_id": [_("There is no such mentor.")]})
    expense, _verdict = entering.enter(person=person, **sent)
    return tagged(expense, Location=url_for(".show", expense_id=expense.id))


@bp.route("/<int:expense_id>")
@bp.response(200, ExpenseSchema)
@cached
@requires(Permission.EXPENSES_READ)
def show(expense_id: int) -> Tagged:
    """One expense."""
    return tagged(expense_or_404(expense_id))


@bp.route("/<int:expense_id>/approval", methods=["POST"])
@guarded
@bp.arguments(NothingSchema)
@bp.response(200, ExpenseSchema)
@requires(Permission.EXPENSES_APPROVE)
def approve(sent: dict[str, Any], expense_id: int) -> Tagged:
    """Approve an expense that somebody else entered."""
    expense = matched(expense_or_404(expense_id))
    deciding.approve(expense=expense)
    return tagged(expense)


@bp.route("/<int:expense_id>/refusal", methods=["POST"])
@guarded
@bp.arguments(RefusalSchema)
@bp.response(200, ExpenseSchema)
@requires(Permission.EXPENSES_APPROVE)
def refuse(sent: dict[str, Any], expense_id: int) -> Tagged:
    """Do not accept an expense; the mentor reads why in a mail."""
    expense = matched(expense_or_404(expense_id))
    deciding.refuse(expense=expense, **sent)
    return tagged(expense)


def expense_or_404(expense_id: int) -> Expense:
    found = queries.find_expense(expense_id) if 0 < expense_id <= LARGEST_ID else None
    return found or abort(404)
