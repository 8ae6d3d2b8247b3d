"""Gifts for programs: the same schemas, queries and actions behind a JSON door."""

from typing import Any

from flask import abort
from marshmallow import fields

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
from app.core.fields import Choice, Day, Schema
from app.core.money import Money
from app.core.permissions import Permission
from app.core.web import requires
from app.gifts import labels, schemas
from app.gifts.actions import donors as donor_actions
from app.gifts.actions import giving as actions
from app.gifts.models import Gift
from app.gifts.queries import donors as donor_queries
from app.gifts.queries import giving as queries

bp = Door("gifts_api", __name__, url_prefix="/api/v1/gifts", description="Gifts.")
donors = Door("donors_api", __name__, url_prefix="/api/v1/donors", description="Who gives.")


class GiftsArgs(PageArgs):
    q = search_field()
    way = Choice(labels.WAYS)
    thanked = Choice(labels.THANKED)
    from_on = Day(load_default=None)
    until_on = Day(load_default=None)
    sort = sort_field(("received", "amount"))


class DonorsArgs(PageArgs):
    q = search_field()
    kind = Choice(labels.KINDS)
    sort = sort_field(("name", "given", "last"))


class GiftRowSchema(schemas.GiftSchema):
    """A gift that stands."""

    id = fields.Integer()
    thanked_on = fields.Date(allow_none=True)
    receipt_id = fields.Integer(allow_none=True)


class DonorRowSchema(Schema):
    """A donor in a list: what they gave in all, and the day of the last gift."""

    id = fields.Integer()
    name = fields.String()
    kind = fields.String()
    email = fields.String(allow_none=True)
    language = fields.String()
    opposed_on = fields.Date(allow_none=True)
    given = Money(attribute="cents", allow_none=True)
    last_on = fields.Date(allow_none=True)


class DonorShownSchema(schemas.DonorSchema):
    id = fields.Integer()
    opposed_on = fields.Date(allow_none=True)


@bp.route("")
@bp.arguments(GiftsArgs, location="query")
@bp.response(200, page_schema(GiftRowSchema))
@requires(Permission.GIFTS_READ)
def index(asked: dict[str, Any]) -> dict[str, Any]:
    """The newest first."""
    filters = ("q", "way", "thanked", "from_on", "until_on")
    return page_of(queries.all_gifts(**{name: asked[name] for name in filters if name in asked}))


@bp.route("", methods=["POST"])
@bp.arguments(schemas.GiftSchema)
@bp.response(201, GiftRowSchema)
@requires(Permission.GIFTS_MANAGE)
def record(sent: dict[str, Any]) -> Gift:
    """Record a gift; without a donor it is anonymous."""
    return actions.record_gift(**sent)


@bp.route("/<int:gift_id>")
@bp.response(200, GiftRowSchema)
@requires(Permission.GIFTS_READ)
def show(gift_id: int) -> Gift:
    """One gift."""
    return queries.find_gift(gift_id) or abort(404)


@donors.route("")
@donors.arguments(DonorsArgs, location="query")
@donors.response(200, page_schema(DonorRowSchema))
@requires(Permission.GIFTS_READ)
def all_donors(asked: dict[str, Any]) -> dict[str, Any]:
    """By name."""
    return page_of(donor_queries.all_donors(q=asked.get("q", ""), kind=asked.get("kind", "")))


@donors.route("", methods=["POST"])
@donors.arguments(schemas.DonorSchema)
@donors.response(201, DonorShownSchema)
@requires(Permission.GIFTS_MANAGE)
def add(sent: dict[str, Any]) -> Tagged:
    """Add a donor."""
    return tagged(donor_actions.add_donor(**sent))


@donors.route("/<int:donor_id>")
@donors.response(200, DonorShownSchema)
@cached
@requires(Permission.GIFTS_READ)
def show_donor(donor_id: int) -> Tagged:
    """One donor."""
    return tagged(donor_queries.find_donor(donor_id) or abort(404))
