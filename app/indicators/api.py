"""Indicators for programs: the same schemas, queries and actions behind a JSON door."""

from typing import Any

from flask import Response, abort, jsonify, request
from marshmallow import Schema
from marshmallow.validate import Regexp

from app.core.api import Door
from app.core.fields import Day, Text
from app.core.permissions import Permission
from app.core.web import requires
from app.indicators.schemas import FiguresSchema
from app.indicators.scopes import asked, figures_of

bp = Door(
    "indicators_api",
    __name__,
    url_prefix="/api/v1/indicators",
    description="Figures, each with its denominator, its interval and what is unknown.",
)


class FiguresArgs(Schema):
    """As `ScopeSchema` understands them; here a name that is not known is refused."""

    antenna = Text(12, metadata={"description": "The code of an antenna."})
    period = Text(
        7,
        validate=Regexp(r"^20[0-9]{2}(-[qQ][1-4])?$"),
        metadata={"description": "A year such as 2026, or a quarter such as 2026-q3."},
    )
    first = Day(data_key="from", metadata={"description": "The first day of the period."})
    last = Day(data_key="to", metadata={"description": "Its last day."})
    on = Day(metadata={"description": "The day of reference; today if nothing is said."})


@bp.route("")
@bp.arguments(FiguresArgs, location="query")
@bp.response(200, FiguresSchema)
@bp.alt_response(404)
@requires(Permission.INDICATORS_READ)
def show(_sent: dict[str, Any]) -> Response:
    """Every figure of the country, or of one antenna, on a day and over a period."""
    try:
        wanted = asked(request.args.to_dict())
    except LookupError:
        abort(404)
    return jsonify(figures_of(wanted))
