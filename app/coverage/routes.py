"""The page of the coverage, and the same as a file."""

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from app.core import clock
from app.core.export import TYPES, table_response
from app.core.listing import kept_arguments
from app.core.permissions import Permission
from app.core.quarters import quarter
from app.core.regions import region_name
from app.core.web import requires
from app.coverage import pages
from app.coverage.figures import Coverage, coverage, run_up
from app.funders.labels import STAGES

bp = Blueprint("coverage", __name__, url_prefix="/allocation/coverage", template_folder="templates")


@bp.get("")
@requires(Permission.FUNDING_READ)
def index() -> ResponseReturnValue:
    found = _asked()
    return render_template(
        "coverage/index.html",
        coverage=found,
        choices={one.code: one.name for one in pages.quarters_shown()},
        rows=pages.ROWS,
        shown=pages.shown,
        bars=list(pages.bars(found)),
        gap_words=pages.gap_words,
        stage_name=STAGES.__getitem__,
        region_name=region_name,
        kept=kept_arguments(),
    )


@bp.get("/export.<kind>")
@requires(Permission.FUNDING_READ, writes=True)
def export(kind: str) -> Response:
    if kind not in TYPES:
        abort(404)
    found = _asked()
    return table_response(f"coverage-{found.quarters[-1].code}", *pages.as_table(found), kind)


def _asked() -> Coverage:
    """Up to the quarter of the address, or the one that runs. 404 for any other."""
    text, known = request.args.get("until", ""), pages.quarters_shown()
    try:
        last = quarter(text) if text else known[0]
    except ValueError:
        abort(404)
    return coverage(run_up(last), clock.today()) if last in known else abort(404)
