"""How the coverage is told to programs."""

from marshmallow import fields

from app.core.fields import Schema
from app.core.money import Money


class CoverageRowSchema(Schema):
    """A region in a quarter; without both, the money of no single region. What nobody has told is
    null. `scheme`: whether some scheme pays there; `share` is of one."""

    region = fields.String(allow_none=True)
    quarter = fields.String(allow_none=True)
    scheme = fields.Boolean(allow_none=True)
    started = fields.Integer()
    counted = fields.Integer()
    share = fields.Float(allow_none=True)
    cost = Money(allow_none=True)
    secured = Money()
    gap = Money(allow_none=True)
    per_duo = Money(allow_none=True)
    positive = fields.Integer()
    per_positive = Money(allow_none=True)
    received = Money()
    unpriced = fields.Integer()
