"""The operations of ESF+ and their indicators for programs."""

from typing import Any

from flask import abort
from marshmallow import fields

from app.core import clock
from app.core.api import Door, PageArgs, Tagged, cached, page_of, page_schema, tagged
from app.core.fields import Day, Schema
from app.core.permissions import Permission
from app.core.web import LARGEST_ID, requires
from app.esf import definitions, queries
from app.esf.models import Operation

bp = Door(
    "esf_api",
    __name__,
    url_prefix="/api/v1/esf-operations",
    description="Operations of ESF+: their parameters and their common indicators.",
)


class EsfOperationRowSchema(Schema):
    id = fields.Integer()
    code = fields.String()
    title = fields.String()
    objective = fields.String()
    begins_on = fields.Date()
    ends_on = fields.Date()
    participants = fields.Integer()


class EsfOperationDetailSchema(Schema):
    """With what the rules leave to an operation."""

    id = fields.Integer()
    code = fields.String()
    title = fields.String()
    grant_id = fields.Integer(allow_none=True)
    objective = fields.String()
    begins_on = fields.Date()
    ends_on = fields.Date()
    antenna_codes = fields.List(fields.String())
    parameters = fields.Dict()
    parameters_source = fields.String(allow_none=True)


class ByGenderSchema(Schema):
    """EECO18 and EECO19, which count bodies and companies, have a total alone."""

    women = fields.Integer()
    men = fields.Integer()
    nonbinary = fields.Integer()
    total = fields.Integer()


CODES: dict[str, Any] = {code: fields.Nested(ByGenderSchema()) for code in definitions.BY_CODE}
EsfIndicatorsSchema = Schema.from_dict(
    CODES | {"not_reportable": fields.Integer()}, name="EsfIndicators"
)
EsfIndicatorsSchema.__module__ = __name__


class IndicatorsArgs(Schema):
    on = Day(load_default=None, metadata={"description": "As of that day; today if left out."})


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
