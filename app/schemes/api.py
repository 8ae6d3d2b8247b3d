"""Schemes for programs: what the country's file says, and who would count."""

from datetime import date
from typing import Any

from flask import abort
from marshmallow import fields

from app.core import clock
from app.core.api import Door, items_schema
from app.core.fields import Picked, Schema
from app.core.money import Money
from app.core.permissions import Permission
from app.core.web import requires
from app.schemes import queries
from app.schemes.kinds import Scheme
from app.schemes.wording import sentence

bp = Door(
    "schemes_api",
    __name__,
    url_prefix="/api/v1/schemes",
    description="What funders pay for, as dated rules with their sources.",
)


class AmountSchema(Schema):
    """Money that is known of a scheme without being its rate."""

    names = fields.Dict(keys=fields.String(), values=fields.String())
    amount = Money(attribute="amount_cents", allow_none=True)
    valid_from = fields.Date(allow_none=True)
    valid_until = fields.Date(allow_none=True)
    source = Picked()
    status = fields.String()


class PaperSchema(Schema):
    code = fields.String()
    names = fields.Dict(keys=fields.String(), values=fields.String())


class CapSchema(Schema):
    """`most` is a number of units, cents, or a percentage; null is not known yet."""

    kind = fields.String()
    names = fields.Dict(keys=fields.String(), values=fields.String())
    most = fields.Integer(allow_none=True)


class DeadlineSchema(Schema):
    names = fields.Dict(keys=fields.String(), values=fields.String())
    on = fields.Date(allow_none=True)
    days_after = fields.Integer(allow_none=True)


class VersionSchema(Schema):
    """The rules from one day to another, both in it. What is null is not known yet."""

    valid_from = fields.Date(allow_none=True)
    valid_until = fields.Date(allow_none=True)
    applications_until = fields.Date(allow_none=True)
    status = fields.String()
    source = Picked()
    unit = fields.String(allow_none=True)
    rate = Money(attribute="rate_cents", allow_none=True)
    percent = fields.Float(attribute="rate_percent", allow_none=True)
    conditions = fields.List(fields.Dict())
    in_words = fields.Function(
        lambda one: [sentence(node) for node in one.predicate.conditions],
        metadata={"type": "array", "items": {"type": "string"}},
    )
    to_check = fields.List(fields.String())
    caps = fields.List(fields.Nested(CapSchema))
    amounts = fields.List(fields.Nested(AmountSchema))
    evidence = fields.List(fields.Nested(PaperSchema))
    cadence = fields.String(allow_none=True)
    deadlines = fields.List(fields.Nested(DeadlineSchema))


class SchemeRowSchema(Schema):
    """A scheme in a list; `standing` is where it stands today."""

    code = fields.String()
    names = fields.Dict(keys=fields.String(), values=fields.String())
    funder = fields.String(allow_none=True)
    funder_kind = fields.String()
    regions = fields.List(fields.String())
    standing = fields.Function(
        lambda scheme: str(scheme.standing_on(clock.today())), metadata={"type": "string"}
    )
    exclusivity_group = fields.String(allow_none=True)
    retention_years = fields.Integer(allow_none=True)


class SchemeSchema(SchemeRowSchema):
    versions = fields.List(fields.Nested(VersionSchema))


class CountedRuleSchema(Schema):
    """One condition; `failing` and `alone` are null where this token may not know them."""

    rule = fields.Function(lambda one: sentence(one.node), metadata={"type": "string"})
    failing = fields.Integer(allow_none=True)
    alone = fields.Integer(allow_none=True)


class CountSchema(Schema):
    """How many happened in the year up to today, and how many of them would count."""

    first = fields.Date()
    last = fields.Date()
    total = fields.Integer()
    counting = fields.Integer()
    rules = fields.List(fields.Nested(CountedRuleSchema))


@bp.route("")
@bp.response(200, items_schema(SchemeRowSchema))
@requires(Permission.FUNDING_READ)
def index() -> dict[str, Any]:
    """Every scheme of the country, in the order of its file."""
    return {"items": queries.schemes()}


@bp.route("/<scheme_code>")
@bp.response(200, SchemeSchema)
@requires(Permission.FUNDING_READ)
def show(scheme_code: str) -> Scheme:
    """One scheme with all its versions, those that ended too."""
    return _scheme_or_404(scheme_code)


@bp.route("/<scheme_code>/count")
@bp.response(200, CountSchema)
@requires(Permission.FUNDING_READ)
def count(scheme_code: str) -> queries.Count:
    """Who would count under the version of today, else under the latest."""
    scheme = _scheme_or_404(scheme_code)
    today: date = clock.today()
    return queries.count_eligible(scheme, scheme.version_on(today) or scheme.latest, today)


def _scheme_or_404(code: str) -> Scheme:
    return queries.find_scheme(code) or abort(404)
