"""What comes in about donors and gifts."""

from typing import Any

from flask_babel import lazy_gettext as _
from marshmallow import ValidationError, fields, validates_schema

from app.core.fields import Choice, Day, Email, Language, Schema, Text, Whole
from app.core.money import Iban, Money
from app.core.tenancy import tenant
from app.gifts.labels import EVERY, KINDS, WAYS
from app.gifts.models import DonorKind


class DonorSchema(Schema):
    kind = Choice(KINDS, required=True)
    name = Text(160, required=True)
    email = Email(allow_none=True, load_default=None)
    phone = Text(40, allow_none=True, load_default=None)
    address = Text(300, allow_none=True, load_default=None)
    language = Language(lambda: tenant().languages, required=True)
    iban = Iban(allow_none=True, load_default=None)
    company_number = Text(30, allow_none=True, load_default=None)
    funder_id = Whole(allow_none=True, load_default=None)
    notes = Text(4000, allow_none=True, load_default=None)

    @validates_schema
    def a_person_has_no_company_number(self, data: dict[str, Any], **_options: Any) -> None:
        if data.get("kind") == DonorKind.PERSON and data.get("company_number"):
            raise ValidationError(str(PERSON_WITH_NUMBER), "company_number")


PERSON_WITH_NUMBER = _("A person has no company number. Leave it empty, or choose organisation.")


class OppositionSchema(Schema):
    on = Day(required=True)


class PledgeSchema(Schema):
    amount = Money(attribute="amount_cents", required=True, least_cents=1)
    every = Choice(EVERY, required=True)
    begins_on = Day(required=True)


class StoppingSchema(Schema):
    ends_on = Day(required=True)


class GiftSchema(Schema):
    """`donor_id` empty is an anonymous gift, such as a collection."""

    donor_id = Whole(allow_none=True, load_default=None)
    received_on = Day(required=True)
    amount = Money(attribute="amount_cents", required=True, least_cents=1)
    way = Choice(WAYS, required=True)
    purpose = Text(200, allow_none=True, load_default=None)


class WithdrawalSchema(Schema):
    reason = Text(300, required=True)


class ThanksSchema(Schema):
    gifts = fields.List(Whole(), required=True)
