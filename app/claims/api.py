"""Claims for programs: the same queries and schemas behind a JSON door."""

from typing import Any

from marshmallow import fields

from app.claims import queries, recomputing
from app.claims.finding import claim_or_404
from app.claims.labels import SHOWN
from app.claims.recomputing import Recomputed
from app.claims.schemas import ClaimRowSchema, ClaimShowSchema, LineSchema
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
from app.core.fields import Choice, Schema, Whole
from app.core.permissions import Permission
from app.core.web import requires

bp = Door(
    "claims_api", __name__, url_prefix="/api/v1/claims", description="What is asked of funders."
)


class ClaimsArgs(PageArgs):
    q = search_field()
    state = Choice(SHOWN, load_default="")
    grant = Whole(load_default=0, metadata={"description": "The id of a grant."})
    sort = sort_field(("period", "code", "due", "amount"))


class LinesArgs(PageArgs):
    antenna = Whole(load_default=0, metadata={"description": "The id of an antenna."})
    sort = sort_field(("happened", "amount"))


class RecomputedSchema(Schema):
    """`holds`: the frozen lines give the same answer. `ledger` is what differs today."""

    holds = fields.Boolean()
    lines = fields.Integer(attribute="number")
    frozen_cents = fields.Integer()
    again_cents = fields.Integer()
    broken = fields.List(fields.String())
    ledger = fields.List(fields.Nested("DifferenceSchema"))
    hidden = fields.Integer()


class DifferenceSchema(Schema):
    reference = fields.String()
    what = fields.List(fields.String())
    frozen_cents = fields.Integer(allow_none=True)
    today_cents = fields.Integer(allow_none=True)


@bp.route("")
@bp.arguments(ClaimsArgs, location="query")
@bp.response(200, page_schema(ClaimRowSchema))
@requires(Permission.FUNDING_READ)
def index(asked: dict[str, Any]) -> dict[str, Any]:
    """All but the withdrawn, the newest period first."""
    filters = ("q", "state", "grant")
    return page_of(queries.claims(**{name: asked[name] for name in filters if name in asked}))


@bp.route("/<int:claim_id>")
@bp.response(200, ClaimShowSchema)
@cached
@requires(Permission.FUNDING_READ)
def show(claim_id: int) -> Tagged:
    """One claim."""
    return tagged(claim_or_404(claim_id))


@bp.route("/<int:claim_id>/lines")
@bp.arguments(LinesArgs, location="query")
@bp.response(200, page_schema(LineSchema))
@requires(Permission.FUNDING_READ)
def lines(asked: dict[str, Any], claim_id: int) -> dict[str, Any]:
    """The lines that the token may see: those of its antennas, never a name."""
    return page_of(queries.lines(claim_or_404(claim_id), antenna=asked["antenna"]))


@bp.route("/<int:claim_id>/recomputing")
@bp.response(200, RecomputedSchema)
@requires(Permission.FUNDING_READ)
def recompute(claim_id: int) -> Recomputed:
    """Worked out again from the frozen lines, and held against the ledger of today."""
    return recomputing.recompute(claim_or_404(claim_id))
