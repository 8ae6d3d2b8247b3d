"""What a deadline is made of: the one contract of forms and JSON."""

from marshmallow import fields

from app.core.fields import Choice, Day, Schema, Text, Whole, YesNo
from app.deadlines import labels


class ObligationSchema(Schema):
    kind = Choice(labels.KINDS, required=True)
    title = Text(200, required=True)
    due_on = Day(required=True)
    owner_id = Whole(allow_none=True, load_default=None)


class ProposedSchema(Schema):
    """One line of a proposal; only what is ticked becomes a deadline."""

    taken = YesNo(load_default=False)
    kind = Choice(labels.KINDS, required=True)
    title = Text(200, required=True)
    due_on = Day(required=True)


class ProposalSchema(Schema):
    lines = fields.List(fields.Nested(ProposedSchema), load_default=list)


class DoneSchema(Schema):
    done_on = Day(allow_none=True, load_default=None)
