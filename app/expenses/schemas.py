"""What a form or a program says of an expense."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from marshmallow import ValidationError, fields, validates_schema

from app.core.fields import Choice, Day, Hours, Schema, Text, Whole, YesNo
from app.core.money import Money
from app.volunteer_caps.book import Kind

ON_THE_ROAD = frozenset({Kind.CAR, Kind.BICYCLE, Kind.PUBLIC})
BY_KM = frozenset({Kind.CAR, Kind.BICYCLE})
MOST_KM = 3000
"""Further nobody drives in a day."""


NOT_KM = lazy_gettext("Write a number of kilometres, for example 12.5.")


class Kilometres(Hours):
    """Of one trip, or of a few on the same day; a comma is as good as a point."""

    default_error_messages = {  # noqa: RUF012 - marshmallow declares it as an instance variable
        "invalid": NOT_KM,
        "special": NOT_KM,
        "too_large": NOT_KM,
    }


class EntrySchema(Schema):
    """An expense as it is entered. Kilometres are paid at the rate of the day."""

    kind = Choice(Kind, required=True)
    spent_on = Day(required=True)
    amount = Money(least_cents=1, attribute="amount_cents", load_default=None, allow_none=True)
    km = Kilometres(0.1, MOST_KM, load_default=None, allow_none=True)
    hours = Hours(0.25, 24, decimals=2, load_default=None, allow_none=True)
    home = YesNo(load_default=False)
    fiscal_power = Whole(most=100, load_default=None, allow_none=True)
    description = Text(300, load_default=None, allow_none=True)
    waive = YesNo(load_default=False)

    @validates_schema
    def complete(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Each kind needs something of its own."""
        kind, wrong = data["kind"], dict[str, list[str]]()
        if kind in BY_KM and not data["km"]:
            wrong["km"] = [_("How many kilometres was it?")]
        if kind not in BY_KM and not data["amount_cents"]:
            wrong["amount"] = [_("How much was it?")]
        if kind == Kind.HOURS and not data["hours"]:
            wrong["hours"] = [_("How many hours was it?")]
        if wrong:
            raise ValidationError(wrong)


class RefusalSchema(Schema):
    refusal = Text(1000, required=True)


class DeclarationSchema(Schema):
    """`month` 0 is the year as a whole; an amount of 0 takes the statement back."""

    year = Whole(least=2008, most=2100, required=True)
    month = Whole(least=0, most=12, load_default=0)
    amount = Money(attribute="amount_cents", required=True)


class TicksSchema(Schema):
    """Ids of expenses."""

    expenses = fields.List(Whole(), load_default=list)


class ExpenseSchema(Schema):
    """An expense as a program reads it."""

    id = fields.Integer()
    person_id = fields.Integer()
    antenna_id = fields.Integer()
    kind = fields.String()
    spent_on = fields.Date()
    amount = Money(attribute="amount_cents", allow_none=True)
    km = fields.Float(allow_none=True)
    hours = fields.Float(allow_none=True)
    home = fields.Boolean()
    state = fields.String()
    waived_on = fields.Date(allow_none=True)
    paid_on = fields.Date(allow_none=True)
