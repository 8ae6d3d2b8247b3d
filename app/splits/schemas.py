"""How a split as a whole is told to programs: what `totals` says of it."""

from marshmallow import fields

from app.core.fields import Schema
from app.core.money import Money


class GrantOfSplitSchema(Schema):
    """What a grant would get: units, and what they bring."""

    id = fields.Integer()
    code = fields.String()
    chosen = fields.Integer()
    lacks = fields.Integer(metadata={"description": "Units that lack of what was promised."})
    amount = Money(attribute="cents")


class SplitSchema(Schema):
    """What the split brings beside the order by hand and, with lines that stand, beside today's.
    `reasons` counts the subjects without a grant by why."""

    subjects = fields.Integer()
    paid = fields.Integer()
    already = fields.Integer()
    total = Money(attribute="total_cents")
    bound = Money(attribute="bound_cents", allow_none=True)
    proven = fields.Boolean()
    by_hand = Money(attribute="by_hand_cents")
    by_hand_paid = fields.Integer()
    promised = fields.Integer()
    lacks = fields.Integer()
    unknown_rates = fields.Integer()
    standing = fields.Integer()
    stays = fields.Integer()
    moves = fields.Integer()
    releases = fields.Integer()
    new = fields.Integer()
    gain = Money(attribute="gain_cents")
    fewest = fields.Boolean()
    reasons = fields.Dict(keys=fields.String(), values=fields.Integer())
    grants = fields.List(fields.Nested(GrantOfSplitSchema))
