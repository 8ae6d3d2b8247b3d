"""A contact as it is noted, and as programs read it."""

from marshmallow import fields

from app.core.fields import Choice, Schema, Text, Whole, YesNo
from app.core.practices import BOTH, CHANNELS, MENTEE, MENTOR
from app.people.schemas import PastDay


class ContactSchema(Schema):
    """What is written down of a contact (R11 of the quality standard)."""

    held_on = PastDay(required=True)
    channel = Choice(CHANNELS, required=True)
    activity = Text(300, required=True)
    well_being = Whole(1, 4, required=True)
    worry = YesNo(required=True)
    note = Text(2000, allow_none=True, load_default=None)


class PlannedContactSchema(ContactSchema):
    """`both`: the two were talked with at once."""

    both = YesNo(load_default=False)


class AnotherContactSchema(ContactSchema):
    side = Choice((MENTEE, MENTOR, BOTH), required=True)


class ContactRowSchema(Schema):
    """A contact for programs, without the note."""

    id = fields.Integer()
    code = fields.String(allow_none=True)
    number = fields.Integer()
    side = fields.String()
    compulsory = fields.Boolean()
    due_on = fields.Date(allow_none=True)
    late_on = fields.Date(allow_none=True)
    held_on = fields.Date(allow_none=True)
    channel = fields.String()
    by_id = fields.Integer(allow_none=True)
    well_being = fields.Integer(allow_none=True)
    worry = fields.Boolean(allow_none=True)
