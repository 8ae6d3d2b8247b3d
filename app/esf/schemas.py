"""Operations and their figures as seen from outside: forms, JSON and files."""

from typing import Any

from marshmallow import fields

from app.core.fields import Choice, Choices, Hours, Schema, Text, Whole, YesNo
from app.esf.facts import BY_STATUS, ENTITIES, ESTIMABLE, OUTPUTS, RESULTS

TARGETS = (*BY_STATUS.values(), *ESTIMABLE)
MOST_MONTHS, MOST_COUNT = 60, 100_000


class EstimateSchema(Schema):
    """A share of all participants that is known from elsewhere, and from where."""

    code = Choice(ESTIMABLE, required=True)
    percent = Hours(0, 100, decimals=2, required=True)
    source = Text(300, required=True)


class ParametersSchema(Schema):
    """What the rules leave to an operation; what is left out is as the specification has it."""

    long_term_below_age = Whole(15, 65)
    long_term_months_young = Whole(1, MOST_MONTHS)
    long_term_months = Whole(1, MOST_MONTHS)
    more_than_days = Whole(1, 30)
    students_inactive = YesNo()
    nonbinary = YesNo()
    target_groups = Choices(TARGETS)
    collected = Choices(ESTIMABLE)
    estimates = fields.List(fields.Nested(EstimateSchema))
    public_bodies = Whole(0, MOST_COUNT, allow_none=True)
    companies = Whole(0, MOST_COUNT, allow_none=True)


class EsfOperationRowSchema(Schema):
    id = fields.Integer()
    code = fields.String()
    title = fields.String()
    objective = fields.String()
    begins_on = fields.Date()
    ends_on = fields.Date()
    participants = fields.Integer()


class EsfOperationDetailSchema(Schema):
    """With what the rules leave to an operation."""

    id = fields.Integer()
    code = fields.String()
    title = fields.String()
    grant_id = fields.Integer(allow_none=True)
    objective = fields.String()
    begins_on = fields.Date()
    ends_on = fields.Date()
    antenna_codes = fields.List(fields.String())
    parameters = fields.Dict()
    parameters_source = fields.String(allow_none=True)


class ByGenderSchema(Schema):
    """EECO18 and EECO19, which count bodies and companies, have a total alone."""

    women = fields.Integer()
    men = fields.Integer()
    nonbinary = fields.Integer()
    total = fields.Integer()


CODES: dict[str, Any] = {
    code: fields.Nested(ByGenderSchema()) for code in (*OUTPUTS, *ENTITIES, *RESULTS)
}
EsfIndicatorsSchema = Schema.from_dict(
    CODES | {"not_reportable": fields.Integer()}, name="EsfIndicators"
)
EsfIndicatorsSchema.__module__ = __name__
