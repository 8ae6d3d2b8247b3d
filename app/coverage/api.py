"""The coverage for programs, to be read: the same figures behind a JSON door."""

from collections.abc import Iterator
from typing import Any

from flask import abort
from marshmallow.validate import Regexp

from app.core import clock
from app.core.api import Door, PageArgs, page_schema, part_of
from app.core.fields import Text
from app.core.permissions import Permission
from app.core.quarters import quarter
from app.core.web import requires
from app.coverage.figures import Coverage, Figures, coverage, run_up
from app.coverage.pages import quarters_shown
from app.coverage.schemas import CoverageRowSchema

bp = Door(
    "coverage_api",
    __name__,
    url_prefix="/api/v1/coverage",
    description="What duos cost by region and quarter, and how much of it is secured.",
)


class CoverageArgs(PageArgs):
    until = Text(
        7,
        validate=Regexp(r"^20[0-9]{2}-Q[1-4]$"),
        metadata={"description": "The last of four quarters; the one that runs if left out."},
    )


@bp.route("")
@bp.arguments(CoverageArgs, location="query")
@bp.response(200, page_schema(CoverageRowSchema))
@bp.alt_response(404)
@requires(Permission.FUNDING_READ)
def index(asked: dict[str, Any]) -> dict[str, Any]:
    """Four quarters of each region that the token may see; 404 for one of more than three years ago
    or to come."""
    known = quarters_shown()
    last = quarter(asked["until"]) if "until" in asked else known[0]
    if last not in known:
        abort(404)
    rows = list(_rows(coverage(run_up(last), clock.today())))
    return part_of(rows, asked["page"], asked["per_page"])


def _rows(found: Coverage) -> Iterator[dict[str, Any]]:
    for place in found.places:
        for one, figures in place.by_quarter.items():
            where = {"region": place.name, "quarter": one.code, "scheme": one not in place.without}
            yield where | _plain(figures)
    yield {"region": None, "quarter": None, "scheme": None} | _plain(found.outside)


def _plain(figures: Figures) -> dict[str, Any]:
    """As the schema names it; money in whole cents."""
    names = ("started", "counted", "share", "cost", "secured", "gap", "positive", "unpriced")
    each = {name: getattr(figures, name) for name in ("per_duo", "per_positive")}
    rounded = {name: None if cents is None else round(cents) for name, cents in each.items()}
    told = {name: getattr(figures, name) for name in names}
    return told | rounded | {"received": figures.received_cents}
