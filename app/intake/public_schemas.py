"""The public form, one schema for each of its short steps."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext, lazy_gettext
from marshmallow import Schema as MarshmallowSchema
from marshmallow import ValidationError, validates_schema

from app.core.fields import Choice, Email, Schema, Text, Whole, YesNo
from app.core.sectors import SECTORS
from app.core.tenancy import tenant
from app.core.vocabularies import COUNTRY_CODES, FUNCTION_LEVELS
from app.intake.rules.eligibility import FAMILY_ORIGINS, is_of_the_union
from app.people.schemas import PastDay, Phone, PostalCode

NOT_SPOKEN = "no"
PLAIN_LEVELS = {
    NOT_SPOKEN: lazy_gettext("No, or only some words"),
    "A2": lazy_gettext("I can say simple things"),
    "B1": lazy_gettext("I can talk about everyday life"),
    "B2": lazy_gettext("I speak it well"),
    "C1": lazy_gettext("I speak it very well"),
    "native": lazy_gettext("It is my first language"),
}
"""The levels of the CEFR in the words in which people know them; the interview sets them right."""
LEVEL = "speaks_"


class MenteeAboutSchema(Schema):
    born_on = PastDay(required=True)
    looking_for_work = YesNo(required=True)
    nationality = Choice(COUNTRY_CODES, required=True)


class MentorAboutSchema(Schema):
    born_on = PastDay(required=True)
    working_experience = YesNo(required=True)
    still_working = YesNo(required=True)


class ContactSchema(Schema):
    first_name = Text(80, required=True)
    last_name = Text(80, required=True)
    phone = Phone(allow_none=True, load_default=None)
    email = Email(allow_none=True, load_default=None)
    postal_code = PostalCode(required=True)

    @validates_schema
    def can_be_reached(self, data: dict[str, Any], **options: Any) -> None:
        if not data.get("phone") and not data.get("email"):
            raise ValidationError({"phone": [gettext("Give a telephone number or an e-mail.")]})


class MenteeWishesSchema(Schema):
    occupation = Text(120, allow_none=True, load_default=None)
    sector_1 = Choice(SECTORS, allow_none=True, load_default=None)
    sector_2 = Choice(SECTORS, allow_none=True, load_default=None)
    remarks = Text(1000, allow_none=True, load_default=None)


class MentorWorkSchema(Schema):
    function_level = Choice(FUNCTION_LEVELS, required=True)
    sector_1 = Choice(SECTORS, required=True)
    sector_2 = Choice(SECTORS, allow_none=True, load_default=None)
    partner_company = Text(120, allow_none=True, load_default=None)


class MentorWishesSchema(Schema):
    preferences = Text(1000, allow_none=True, load_default=None)


class SendingSchema(Schema):
    """`session_id` is empty for those who would rather be called."""

    session_id = Whole(allow_none=True, load_default=None)
    consent = YesNo(required=True)

    @validates_schema
    def agrees(self, data: dict[str, Any], **options: Any) -> None:
        if not data.get("consent"):
            raise ValidationError({"consent": [gettext("We need your yes to keep your answers.")]})


class ContactWishSchema(Schema):
    """What somebody who cannot take part leaves, when they ask to be contacted."""

    name = Text(120, required=True)
    reach = Text(120, required=True)
    message = Text(1000, allow_none=True, load_default=None)


class InvitationSchema(Schema):
    session_id = Whole(required=True)


class ResumeSchema(Schema):
    code = Text(40, required=True)


def situation_schema(answers: dict[str, Any]) -> MarshmallowSchema:
    """Citizens of the Union are asked about their family, others about their permit."""
    asked: dict[str, Any] = {}
    if is_of_the_union(answers.get("nationality")):
        asked["family_origin"] = Choice(FAMILY_ORIGINS, required=True)
    elif answers.get("nationality"):
        asked["long_term_permit"] = YesNo(required=True)
    return Schema.from_dict(asked | spoken_fields(), name="SituationSchema")()


def mentor_work_schema() -> MarshmallowSchema:
    return MentorWorkSchema.from_dict(spoken_fields(), name="WorkSchema")()


def spoken_fields() -> dict[str, Any]:
    return {f"{LEVEL}{code}": Choice(PLAIN_LEVELS, required=True) for code in tenant().languages}


def antenna_field(names: Mapping[str, str]) -> dict[str, Any]:
    return {"antenna": Choice(names, required=True)}
