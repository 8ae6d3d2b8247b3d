"""Claims as seen from outside: the one contract of forms and JSON."""

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from app.claims.labels import DECISIONS
from app.claims.sources import told
from app.core import clock
from app.core.fields import REQUIRED, Choice, Day, Schema, Text, Whole
from app.core.money import Money
from app.people.schemas import PastDay


class ClaimSchema(Schema):
    """A new claim; without a deadline, that of the next claim owed to the funder is taken."""

    grant_id = Whole(required=True)
    from_on = Day(required=True)
    until_on = Day(required=True)
    due_on = Day(allow_none=True, load_default=None)
    notes = Text(2000, allow_none=True, load_default=None)


class DetailsSchema(Schema):
    due_on = Day(allow_none=True, load_default=None)
    notes = Text(2000, allow_none=True, load_default=None)


class EvidenceSchema(Schema):
    """The codes of what lies ready; an unknown one is refused by the action."""

    evidence = fields.List(Text(60), load_default=list)


class SubmissionSchema(Schema):
    submitted_on = PastDay(load_default=lambda: clock.today())
    waiver = Text(500, allow_none=True, load_default=None)


class QuestionSchema(Schema):
    asked_on = PastDay(required=True)
    due_on = Day(allow_none=True, load_default=None)
    text = Text(4000, required=True)


class AnswerSchema(Schema):
    answered_on = PastDay(required=True)
    answer = Text(4000, required=True)


class DecisionSchema(Schema):
    """`amount` and a reason are needed for a smaller sum."""

    decided_on = PastDay(required=True)
    decision = Choice(DECISIONS, required=True)
    amount = Money(attribute="amount_cents", allow_none=True, load_default=None)
    reason = Text(500, allow_none=True, load_default=None)

    @validates_schema
    def smaller_sum(self, data: dict[str, Any], **_: Any) -> None:
        """What was granted, and why it is less."""
        lacking = [
            name
            for name, key in (("amount", "amount_cents"), ("reason", "reason"))
            if data.get("decision") == "reduced" and data.get(key) is None
        ]
        if lacking:
            raise ValidationError({name: [str(REQUIRED)] for name in lacking})


class CutSchema(Schema):
    amount = Money(attribute="amount_cents", required=True)
    reason = Text(300, required=True)


class PaymentSchema(Schema):
    paid_on = PastDay(required=True)
    amount = Money(attribute="amount_cents", required=True, least_cents=1)


class ClawbackSchema(PaymentSchema):
    reason = Text(500, required=True)


class ClaimRowSchema(Schema):
    """A claim in a list. Amounts are sums of the currency, written 1234.50."""

    id = fields.Integer()
    code = fields.String()
    grant = fields.Pluck("GrantNameSchema", "code")
    unit = fields.String()
    currency = fields.String()
    from_on = fields.Date()
    until_on = fields.Date()
    due_on = fields.Date(allow_none=True)
    state = fields.String()
    units = fields.Float()
    amount = Money(attribute="amount_cents")
    approved = Money(attribute="approved_cents", allow_none=True)
    paid = Money(attribute="paid_cents")
    clawed_back = Money(attribute="clawed_back_cents")


class GrantNameSchema(Schema):
    code = fields.String()


class LineSchema(Schema):
    """A line; `digest` is over all that its amount was worked out from."""

    id = fields.Integer()
    subject = fields.String()
    reference = fields.String()
    antenna_id = fields.Integer(allow_none=True)
    unit = fields.String()
    happened_on = fields.Date()
    quantity = fields.Float()
    rate = Money(attribute="rate_cents", allow_none=True)
    base = Money(attribute="base_cents", allow_none=True)
    rate_percent = fields.Float(allow_none=True)
    rate_source = fields.String()
    scheme_code = fields.String()
    scheme_from = fields.Date(allow_none=True)
    evidence = fields.String()
    amount = Money(attribute="amount_cents", allow_none=True)
    approved = Money(attribute="approved_cents", allow_none=True)
    digest = fields.String()


class ClaimShowSchema(ClaimRowSchema):
    """One claim; its lines have an address of their own."""

    version = fields.Integer()
    scheme_code = fields.String()
    scheme_from = fields.Date(allow_none=True)
    scheme_source = fields.Function(told, metadata={"type": "string", "nullable": True})
    submitted_on = fields.Date(allow_none=True)
    decided_on = fields.Date(allow_none=True)
    decision_reason = fields.String(allow_none=True)
    waiver = fields.String(allow_none=True)
    digest = fields.String()
