"""Operations, entry facts and results as seen from outside: forms, JSON and files."""

from typing import Any

from flask_babel import lazy_gettext as _
from marshmallow import Schema as MarshmallowSchema
from marshmallow import ValidationError, fields, post_load, validates_schema
from marshmallow.validate import Regexp

from app.core.fields import Choice, Choices, Day, Hours, Schema, Text, Whole, YesNo
from app.core.tenancy import tenant
from app.core.vocabularies import COUNTRY_CODES, EVIDENCE
from app.esf.facts import (
    BY_STATUS,
    ESTIMABLE,
    GENDERS,
    IMPROVEMENT,
    IMPROVEMENTS,
    OBJECTIVES,
    QUALIFICATION,
    STATUSES,
)

TARGETS = (*BY_STATUS.values(), *ESTIMABLE)
STATELESS = "XX"
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


class OperationSchema(ParametersSchema):
    """Loaded with the parameters apart, under their own name."""

    code = Text(
        40,
        required=True,
        validate=Regexp(
            r"^[A-Za-z0-9][A-Za-z0-9./-]*$", error=_("Letters, figures, points and dashes only.")
        ),
    )
    title = Text(160, required=True)
    grant_id = Whole(allow_none=True, load_default=None)
    objective = Choice(OBJECTIVES, required=True)
    begins_on = Day(required=True)
    ends_on = Day(required=True)
    antenna_codes = fields.List(Text(12), load_default=list)
    parameters_source = Text(500, allow_none=True, load_default=None)

    @validates_schema
    def _in_order(self, sent: dict[str, Any], **_rest: Any) -> None:
        if sent["ends_on"] < sent["begins_on"]:
            raise ValidationError(str(_("It ends before it begins.")), "ends_on")
        codes = [one["code"] for one in sent.get("estimates", ())]
        if len(set(codes)) < len(codes):
            raise ValidationError(str(_("Give one estimate for each indicator.")), "estimates")

    @post_load
    def _apart(self, sent: dict[str, Any], **_rest: Any) -> dict[str, Any]:
        names = ParametersSchema().fields
        kept = {name: sent.pop(name) for name in names if name in sent}
        return sent | {"parameters": kept}


class FactsSchema(Schema):
    """Section 1.1, as it was on the day of the entry; empty is not known."""

    gender = Choice(GENDERS, allow_none=True, load_default=None)
    born_on = Day(allow_none=True, load_default=None)
    status = Choice(STATUSES, allow_none=True, load_default=None)
    unemployed_since = Day(allow_none=True, load_default=None)
    isced = Whole(0, 8, allow_none=True, load_default=None)
    in_education = YesNo(allow_none=True, load_default=None)
    rural = YesNo(allow_none=True, load_default=None)
    reason = Text(300, allow_none=True, load_default=None)


DELICATE: dict[str, str] = {
    "citizenship": "EECO13",
    "parents_born_abroad": "EECO14",
    "disability": "EECO12",
    "minority": "EECO15",
    "homeless": "EECO16",
}
"""Facts of section 1.2 that few may read, with the indicator each is for."""
NEVER_WITHOUT_ANCESTRY = ("parents_born_abroad", "minority")


def delicate_names(not_collected: frozenset[str]) -> list[str]:
    """What may be asked at all: what the operation collects and the tenant may keep."""
    closed = () if tenant().sensitive.parents_birthplace else NEVER_WITHOUT_ANCESTRY
    return [n for n, code in DELICATE.items() if code not in not_collected and n not in closed]


def delicate_schema(not_collected: frozenset[str]) -> MarshmallowSchema:
    """Has a field for what may be asked and for nothing else."""
    inside: dict[str, Any] = {
        name: YesNo(allow_none=True, load_default=None) for name in delicate_names(not_collected)
    }
    if "citizenship" in inside:
        codes = (*COUNTRY_CODES, STATELESS)
        inside["citizenship"] = Choice(codes, allow_none=True, load_default=None)
    inside["reason"] = Text(300, allow_none=True, load_default=None)
    return Schema.from_dict(inside, name="DelicateFactsSchema")()


class AchievementSchema(Schema):
    kind = Choice((QUALIFICATION, IMPROVEMENT), required=True)
    detail = Choice(IMPROVEMENTS, allow_none=True, load_default=None)
    happened_on = Day(required=True)
    evidence = Choice(EVIDENCE, required=True)
    source = Text(200, allow_none=True, load_default=None)

    @validates_schema
    def _which(self, sent: dict[str, Any], **_rest: Any) -> None:
        if sent["kind"] == IMPROVEMENT and not sent["detail"]:
            raise ValidationError(str(_("Say what improved.")), "detail")
        if sent["kind"] == QUALIFICATION and sent["detail"]:
            raise ValidationError(str(_("Only an improvement says what improved.")), "detail")


class WithdrawalSchema(Schema):
    reason = Text(300, required=True)


class TransmissionSchema(Schema):
    due_on = Day(required=True)
    figures_on = Day(required=True)
    note = Text(1000, allow_none=True, load_default=None)
