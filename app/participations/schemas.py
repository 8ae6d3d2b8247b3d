"""Operations, entry facts and results as seen from outside: forms and JSON."""

from typing import Any

from flask_babel import lazy_gettext as _
from marshmallow import Schema as MarshmallowSchema
from marshmallow import ValidationError, validates_schema

from app.core.fields import Choice, Day, Schema, Text, Whole, YesNo
from app.core.tenancy import tenant
from app.core.vocabularies import COUNTRY_CODES, EVIDENCE
from app.esf.facts import GENDERS, IMPROVEMENT, IMPROVEMENTS, QUALIFICATION, STATUSES

STATELESS = "XX"


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
