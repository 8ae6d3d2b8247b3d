"""Reports for programs: the same queries and schemas behind a JSON door."""

from types import SimpleNamespace
from typing import Any

from flask import abort

from app.core.api import (
    Door,
    PageArgs,
    Tagged,
    cached,
    page_of,
    page_schema,
    search_field,
    sort_field,
    tagged,
)
from app.core.fields import Choice, Whole
from app.core.permissions import Permission
from app.core.web import LARGEST_ID, requires
from app.reports import actions, queries
from app.reports.labels import STATES
from app.reports.schemas import ReportRowSchema, ReportShowSchema

bp = Door(
    "reports_api", __name__, url_prefix="/api/v1/reports", description="What funders are told."
)


class ReportsArgs(PageArgs):
    q = search_field()
    state = Choice(STATES, load_default="")
    grant = Whole(load_default=0, metadata={"description": "The id of a grant."})
    sort = sort_field(("period", "funder", "due"))


@bp.route("")
@bp.arguments(ReportsArgs, location="query")
@bp.response(200, page_schema(ReportRowSchema))
@requires(Permission.FUNDING_READ)
def index(asked: dict[str, Any]) -> dict[str, Any]:
    """Those in preparation and released, the newest period first."""
    filters = ("q", "state", "grant")
    return page_of(queries.reports(**{name: asked[name] for name in filters if name in asked}))


@bp.route("/<int:report_id>")
@bp.response(200, ReportShowSchema)
@cached
@requires(Permission.FUNDING_READ)
def show(report_id: int) -> Tagged:
    """One report with all that it tells: as released, else as it would be told today."""
    report = queries.find_report(report_id) if report_id <= LARGEST_ID else None
    if report is None:
        abort(404)
    names = (*ReportRowSchema().fields, "version", "correction")
    facts = {name: getattr(report, name) for name in names}
    has_one = report.content is not None or actions.find_template(report) is not None
    told = actions.content_now(report) if has_one else {}
    return tagged(SimpleNamespace(**facts, told=told))
