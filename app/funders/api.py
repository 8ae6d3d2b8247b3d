"""Funders for programs: the same schemas, queries and actions behind a JSON door.

Contacts and what was said stay in the house: they are about people who do not know of the program.
"""

from typing import Any

from flask import abort, url_for
from marshmallow import fields
from marshmallow.validate import Regexp

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
from app.core.fields import Choice, Schema, Text, YesNo
from app.core.money import Money
from app.core.permissions import Permission
from app.core.web import LARGEST_ID, requires
from app.funders import actions, queries, schemas
from app.funders.models import Funder, FunderKind, FunderStage

bp = Door("funders_api", __name__, url_prefix="/api/v1/funders", description="Who pays or might.")


class FundersArgs(PageArgs):
    q = search_field()
    kind = Choice(FunderKind)
    stage = Choice(("open", *FunderStage), metadata={"description": "`open`: on the board."})
    owner = Text(
        9,
        validate=Regexp("^(none|[1-9][0-9]{0,8})$"),
        metadata={"description": "An id, or `none`."},
    )
    language = schemas.FunderLanguage()
    quiet = YesNo(metadata={"description": "Only those with whom nobody was in touch too long."})
    sort = sort_field(queries.SORTS)


class FunderRowSchema(Schema):
    """A funder in a list, with the name of its owner."""

    id = fields.Integer()
    name = fields.String()
    kind = fields.String()
    stage = fields.String()
    stage_since = fields.Date()
    language = fields.String()
    owner_id = fields.Integer(allow_none=True)
    owner = fields.String(allow_none=True)
    asked = Money(attribute="asked_cents", allow_none=True)
    answer_on = fields.Date(allow_none=True)
    last_contact_on = fields.Date(allow_none=True)
    quiet = fields.Boolean()
    website = fields.String(allow_none=True)


@bp.route("")
@bp.arguments(FundersArgs, location="query")
@bp.response(200, page_schema(FunderRowSchema))
@requires(Permission.FUNDING_READ)
def index(asked: dict[str, Any]) -> dict[str, Any]:
    """All funders, by name if nothing else is asked for."""
    names = ("q", "kind", "stage", "owner", "language", "quiet")
    return page_of(queries.funders(**{name: asked[name] for name in names if asked.get(name)}))


@bp.route("", methods=["POST"])
@bp.arguments(schemas.NewFunderSchema(exclude=("version",)))
@bp.response(201, schemas.FunderSchema)
@requires(Permission.FUNDING_MANAGE)
def add(sent: dict[str, Any]) -> Tagged:
    """Add a funder; one whose name is here already is refused."""
    funder = actions.add_funder(**sent)
    return tagged(funder, Location=url_for(".show", funder_id=funder.id))


@bp.route("/<int:funder_id>")
@bp.response(200, schemas.FunderSchema)
@cached
@requires(Permission.FUNDING_READ)
def show(funder_id: int) -> Tagged:
    """One funder, without its contacts."""
    return tagged(funder_or_404(funder_id))


@bp.route("/<int:funder_id>", methods=["PATCH"])
@guarded
@bp.arguments(schemas.FunderSchema(partial=True))
@bp.response(200, schemas.FunderSchema)
@requires(Permission.FUNDING_MANAGE)
def change(sent: dict[str, Any], funder_id: int) -> Tagged:
    """Change what is sent, and nothing else; null empties."""
    return tagged(actions.change_funder(funder=matched(funder_or_404(funder_id)), **sent))


@bp.route("/<int:funder_id>/stage", methods=["POST"])
@guarded
@bp.arguments(schemas.StageSchema)
@bp.response(200, schemas.FunderSchema)
@requires(Permission.FUNDING_MANAGE)
def move(sent: dict[str, Any], funder_id: int) -> Tagged:
    """Move a funder to another stage, from today."""
    return tagged(actions.move(funder=matched(funder_or_404(funder_id)), **sent))


def funder_or_404(funder_id: int) -> Funder:
    found = queries.find_funder(funder_id) if funder_id <= LARGEST_ID else None
    return found or abort(404)
