"""What a proposal is asked with, and how it is told to programs."""

from marshmallow import fields

from app.core.fields import Choice, Day, Schema, YesNo
from app.core.money import Money
from app.proposals.labels import OBJECTIVES
from app.splits.schemas import SplitSchema


class ProposalSchema(Schema):
    from_on = Day(required=True)
    until_on = Day(required=True)
    objective = Choice(OBJECTIVES, load_default="money")
    reconsiders = YesNo(load_default=False)


class RepetitionSchema(Schema):
    """As it was asked before, where nothing else is said."""

    reconsiders = YesNo(allow_none=True, load_default=None)


class AllocationProposalRowSchema(Schema):
    """A proposal in a list; `progress` is per cent."""

    id = fields.Integer()
    state = fields.String()
    objective = fields.String()
    from_on = fields.Date()
    until_on = fields.Date()
    reconsiders = fields.Boolean()
    progress = fields.Integer()
    asked_at = fields.DateTime()
    ready_at = fields.DateTime(allow_none=True)


class AllocationProposalSchema(AllocationProposalRowSchema):
    """One proposal; `result` has nothing in it until the split was worked out."""

    result = fields.Nested(SplitSchema)


class AllocationProposalLineSchema(Schema):
    """A line: what would become of a duo or mentor, and why, in the language that was asked for.
    `stands_id` is the line of the ledger that would move, be released, or stays."""

    id = fields.Integer()
    subject = fields.String()
    reference = fields.String(allow_none=True)
    antenna_id = fields.Integer()
    happened_on = fields.Date()
    grant_id = fields.Integer(allow_none=True)
    grant = fields.String(attribute="grant_code", allow_none=True)
    stands_id = fields.Integer(allow_none=True)
    stands_for = fields.String(attribute="from_code", allow_none=True)
    value = Money(attribute="value_cents", allow_none=True)
    currency = fields.String(allow_none=True)
    reason = fields.String()
    why = fields.String()
    verdict = fields.String(allow_none=True)
