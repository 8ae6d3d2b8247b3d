"""The ledger as seen from outside: the one contract of the forms and of the API."""

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from app.allocation.labels import EVIDENCE
from app.allocation.rules import HOURS_AT_MOST
from app.core.fields import REQUIRED, Choice, Day, Hours, Schema, Text, Whole
from app.core.money import Money


class CountSchema(Schema):
    """One grant; for a grant that pays by the hour also how many, and the day of the last one."""

    grant_id = Whole(required=True)
    hours = Hours(0.25, HOURS_AT_MOST, decimals=2, allow_none=True, load_default=None)
    until_on = Day(allow_none=True, load_default=None)

    @validates_schema
    def hours_have_a_day(self, loaded: dict[str, Any], **_: Any) -> None:
        for name, other in (("hours", "until_on"), ("until_on", "hours")):
            if loaded.get(name) is None and loaded.get(other) is not None:
                raise ValidationError({name: [str(REQUIRED)]})


class GrantSchema(Schema):
    grant_id = Whole(required=True)


class ReleaseSchema(Schema):
    reason = Text(300, required=True)


class EvidenceSchema(Schema):
    evidence = Choice(EVIDENCE, required=True)


class AllocationRowSchema(Schema):
    """A line of the ledger in a list; never a name."""

    id = fields.Integer()
    subject = fields.String(metadata={"description": "`duo:17` or `mentor:5`."})
    duo_id = fields.Integer(allow_none=True)
    mentor_id = fields.Integer(allow_none=True)
    reference = fields.String(allow_none=True)
    grant_id = fields.Integer()
    grant = fields.String(attribute="grant_code")
    antenna_id = fields.Integer()
    unit = fields.String()
    happened_on = fields.Date()
    quantity = fields.Float()
    value = Money(attribute="value_cents", allow_none=True)
    currency = fields.String()
    evidence = fields.String()
    locked = fields.Boolean()
    claimed = fields.Boolean()
    twice = fields.Boolean()
    released_at = fields.DateTime(allow_none=True)


class AllocationSchema(Schema):
    """A line of the ledger, with what was frozen when it was decided."""

    id = fields.Integer()
    subject = fields.String()
    duo_id = fields.Integer(allow_none=True)
    mentor_id = fields.Integer(allow_none=True)
    grant_id = fields.Integer()
    antenna_id = fields.Integer()
    unit = fields.String()
    happened_on = fields.Date()
    quantity = fields.Float()
    rate = Money(attribute="rate_cents", allow_none=True)
    value = Money(attribute="value_cents", allow_none=True)
    scheme_code = fields.String()
    scheme_from = fields.Date(allow_none=True)
    exclusivity_group = fields.String(allow_none=True)
    evidence = fields.String()
    locked = fields.Boolean()
    decided_at = fields.DateTime()
    decided_by_id = fields.Integer(allow_none=True)
    proposal_id = fields.Integer(allow_none=True)
    follows_id = fields.Integer(allow_none=True)
    released_at = fields.DateTime(allow_none=True)
    release_reason = fields.String(allow_none=True)
