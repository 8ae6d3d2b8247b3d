"""The list of a year: who was paid what on which day, and what was given up as a gift."""

from collections import defaultdict
from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from app.core import clock, events
from app.core.export import table_response
from app.core.permissions import Permission
from app.core.web import requires
from app.expenses import payments, queries, statements
from app.expenses.files import book
from app.expenses.payments import YearLine

bp = Blueprint("years", __name__, url_prefix="/years", template_folder="templates")

TABLES = {"list": statements.year_table, "waivers": statements.waiver_table}
FILES = ("csv", "xlsx")


@bp.get("/")
@requires(Permission.EXPENSES_READ)
def show() -> ResponseReturnValue:
    """By mentor: what a year came to."""
    known = payments.years()
    year = _asked_year(known)
    lines = payments.year_lines(year)
    by_person: dict[int, list[YearLine]] = defaultdict(list)
    for line in lines:
        by_person[line.expense.person_id].append(line)
    return render_template(
        "expenses/year.html",
        year=year,
        years={one: str(one) for one in (known or [year])},
        people=[_sums(person_id, some) for person_id, some in by_person.items()],
        total=sum(line.expense.amount_cents or 0 for line in lines),
        waiver=book().waiver,
        organisation=queries.organisation(),
    )


@bp.get("/<int:year>/<table>.<kind>")
@requires(Permission.EXPENSES_READ, writes=True)
def export(year: int, table: str, kind: str) -> ResponseReturnValue:
    """The nominative list, or what the receipts of the waivers say; noted in the journal."""
    if table not in TABLES or kind not in FILES or not 1900 < year < 2200:
        abort(404)
    headers, rows = TABLES[table](year)
    answer = table_response(f"expenses-{table}-{year}", headers, rows, kind)
    events.record("expenses.year_exported", None, year=year, table=table, kind=kind)
    return answer


def _asked_year(known: list[int]) -> int:
    text = request.args.get("year", "")
    usual = known[0] if known else clock.today().year
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else usual


def _sums(person_id: int, lines: list[YearLine]) -> dict[str, Any]:
    def cents(*, of: Any) -> int:
        return sum(line.expense.amount_cents or 0 for line in lines if of(line))

    return {
        "id": person_id,
        "name": lines[0].name,
        "days": len({line.expense.spent_on for line in lines}),
        "cents": cents(of=lambda line: True),
        "paid": cents(of=lambda line: line.expense.paid_on is not None),
        "waived": cents(of=lambda line: line.expense.waived_on is not None),
        "taxable": cents(of=lambda line: line.taxable),
    }
