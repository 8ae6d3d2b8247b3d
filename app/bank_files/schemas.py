"""What comes in about the lines of a file of the bank."""

from marshmallow import fields

from app.core.fields import Choice, Schema, Whole, YesNo


class DecisionsSchema(Schema):
    """The ticked lines of a bank file become gifts, or are said to be none."""

    lines = fields.List(Whole(), required=True)
    verdict = Choice({"gift": "", "other": ""}, required=True)
    new_donors = YesNo(load_default=False)
