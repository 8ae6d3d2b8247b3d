"""A spell as seen from outside: the one contract of the forms and of the API."""

from marshmallow import fields

from app.core.fields import Choice, Day, Hours, Schema, Text
from app.core.vocabularies import CONTRACTS, EVIDENCE, SITUATIONS
from app.outcomes.rules import MOST_HOURS


class SpellSchema(Schema):
    kind = Choice(SITUATIONS, required=True)
    began_on = Day(required=True)
    ended_on = Day(allow_none=True, load_default=None)
    contract = Choice(CONTRACTS, allow_none=True, load_default=None)
    hours_per_week = Hours(0, MOST_HOURS, allow_none=True, load_default=None)
    evidence = Choice(EVIDENCE, required=True)
    source = Text(most=200, allow_none=True, load_default=None)


class WithdrawalSchema(Schema):
    reason = Text(most=300, required=True)


class SpellViewSchema(SpellSchema):
    """A spell to read."""

    id = fields.Integer(dump_only=True)
    mentee_id = fields.Integer(dump_only=True)
    recorded_at = fields.DateTime(dump_only=True)
    replaces_id = fields.Integer(dump_only=True, allow_none=True)
    replaced_at = fields.DateTime(dump_only=True, allow_none=True)
    withdrawal_reason = fields.String(dump_only=True, allow_none=True)
