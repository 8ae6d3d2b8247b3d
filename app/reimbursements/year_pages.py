"""The list of a year: who was paid what on which day, and what was given up as a gift."""

from collections import defaultdict

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from app.core import clock, events
from app.core.export import table_response
from app.core.listing import Listing
from app.core.permissions import Permission
from app.core.web import requires
from app.reimbursements import queries, statements
from app.reimbursements import years as all_years
from app.reimbursements.years import YearLine
from app.volunteer_caps.files import book

bp = Blueprint("years", __name__, url_prefix="/years")

TABLES = {"list": statements.year_table, "waivers": statements.waiver_table}
FILES = ("csv", "xlsx")
FIRST, LAST = 1900, 2200


@bp.get("/")
@requires(Permission.EXPENSES_READ)
def show() -> ResponseReturnValue:
    """By mentor: what a year came to."""
    known = all_years.years()
    year = _asked_year(known)
    listing = Listing(all_years.people_of_year(year), sorts=all_years.SORTS)
    lines: dict[int, list[YearLine]] = defaultdict(list)
    for line in all_years.year_lines(year, people=[one.id for one in listing.items]):
        lines[line.expense.person_id].append(line)
    approved, waived = all_years.sums_of_year(year)
    return render_template(
        "reimbursements/year.html",
        listing=listing,
        year=year,
        years={one: str(one) for one in (known or [year])},
        sums={one.id: _sums(lines[one.id]) for one in listing.items},
        approved=approved,
        waived=waived,
        waiver=book().waiver,
        organisation=queries.organisation(),
    )


@bp.get("/<int:year>/<table>.<kind>")
@requires(Permission.EXPENSES_READ, writes=True)
def export(year: int, table: str, kind: str) -> ResponseReturnValue:
    """The nominative list, or what the receipts of the waivers say; noted in the journal."""
    if table not in TABLES or kind not in FILES or not FIRST < year < LAST:
        abort(404)
    headers, rows = TABLES[table](year)
    answer = table_response(f"expenses-{table}-{year}", headers, rows, kind)
    events.record("expenses.year_exported", None, year=year, table=table, kind=kind)
    return answer


def _asked_year(known: list[int]) -> int:
    text = request.args.get("year", "")
    asked = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else 0
    usual = known[0] if known else clock.today().year
    return asked if FIRST < asked < LAST else usual


def _sums(lines: list[YearLine]) -> dict[str, int]:
    """Days, and cents that were approved, paid and are wholly taxable."""
    return {
        "days": len({line.expense.spent_on for line in lines}),
        "approved": sum(line.expense.amount_cents or 0 for line in lines),
        "paid": sum(line.expense.amount_cents or 0 for line in lines if line.expense.paid_on),
        "taxable": sum(line.expense.amount_cents or 0 for line in lines if line.taxable),
    }
