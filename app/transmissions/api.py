"""The operations of ESF+ and their indicators for programs."""

from datetime import date
from typing import Any

from flask import abort
from flask_babel import gettext as _
from marshmallow import ValidationError, validates

from app.core import clock
from app.core.api import Door, PageArgs, Tagged, cached, page_of, page_schema, tagged
from app.core.fields import Day, Schema
from app.core.permissions import Permission
from app.core.web import LARGEST_ID, requires
from app.esf.schemas import EsfIndicatorsSchema, EsfOperationDetailSchema, EsfOperationRowSchema
from app.participations import queries
from app.participations.models import Operation

bp = Door(
    "esf_api",
    __name__,
    url_prefix="/api/v1/esf-operations",
    description="Operations of ESF+: their parameters and their common indicators.",
)


class IndicatorsArgs(Schema):
    on = Day(load_default=None, metadata={"description": "As of that day; today if left out."})

    @validates("on")
    def _not_to_come(self, on: date | None, **_rest: Any) -> None:
        if on is not None and on > clock.today():
            raise ValidationError(str(_("This day is still to come.")))


@bp.route("")
@bp.arguments(PageArgs, location="query")
@bp.response(200, page_schema(EsfOperationRowSchema))
@requires(Permission.FUNDING_READ)
def index(asked: dict[str, Any]) -> dict[str, Any]:
    """The newest first."""
    return page_of(queries.operations())


@bp.route("/<int:operation_id>")
@bp.response(200, EsfOperationDetailSchema)
@cached
@requires(Permission.FUNDING_READ)
def show(operation_id: int) -> Tagged:
    """One operation."""
    return tagged(_operation(operation_id))


@bp.route("/<int:operation_id>/indicators")
@bp.arguments(IndicatorsArgs, location="query")
@bp.response(200, EsfIndicatorsSchema())
@requires(Permission.FUNDING_READ)
def indicators(asked: dict[str, Any], operation_id: int) -> dict[str, Any]:
    """The common indicators by gender, and how many records are not reportable."""
    return queries.figures_of(_operation(operation_id), asked["on"] or clock.today()).as_json()


def _operation(operation_id: int) -> Operation:
    found = queries.get_operation(operation_id) if operation_id <= LARGEST_ID else None
    return found or abort(404)
