"""What a deadline is made of: the one contract of forms and JSON."""

from marshmallow import fields

from app.core.fields import Choice, Day, Schema, Text, Whole, YesNo
from app.core.money import Money
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


class DeadlineSchema(Schema):
    """A line of the agenda as a program reads it."""

    id = fields.Integer(
        allow_none=True,
        metadata={"description": "Of what is owed to a funder; else null: it is done elsewhere."},
    )
    uid = fields.String(metadata={"description": "The same for the same thing at every reading."})
    on = fields.Date(allow_none=True)
    kind = fields.String()
    what = fields.String()
    whom = fields.String(metadata={"description": "The funder."})
    grant = fields.String(attribute="code", metadata={"description": "Its code; empty if none."})
    owner = fields.String(allow_none=True)
    owner_id = fields.Integer(allow_none=True)
    amount = Money(attribute="cents", allow_none=True)
    late = fields.Boolean()
    done_on = fields.Date(allow_none=True)
    url = fields.String(metadata={"description": "The page where it is dealt with."})


class DoneSchema(Schema):
    done_on = Day(allow_none=True, load_default=None)
