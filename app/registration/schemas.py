"""The public form, one schema for each of its short steps.

What is always asked stands here; what a country may leave out is in `public_questions`.
"""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext, lazy_gettext
from marshmallow import Schema as MarshmallowSchema
from marshmallow import ValidationError, validates_schema

from app.core.fields import Choice, Schema, Text, Whole, YesNo
from app.core.tenancy import tenant
from app.core.vocabularies import COUNTRY_CODES
from app.people.models import Kind
from app.people.schemas import PastDay
from app.registration.questions import asked_in
from app.registration.rules import FAMILY_ORIGINS, is_of_the_union

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


class ContactSchema(Schema):
    first_name = Text(80, required=True)
    last_name = Text(80, required=True)

    @validates_schema(skip_on_field_errors=False, pass_original=True)
    def can_be_reached(self, _: dict[str, Any], said: dict[str, Any], **options: Any) -> None:
        """Told with all else that is not right; what was said wrongly is told as that alone."""
        if not said.get("phone") and not said.get("email"):
            raise ValidationError({"phone": [gettext("Give a telephone number or an e-mail.")]})


class SendingSchema(Schema):
    """`session_id` is empty for those who would rather be called."""

    session_id = Whole(allow_none=True, load_default=None)
    consent = YesNo(load_default=False)

    @validates_schema
    def agrees(self, data: dict[str, Any], **options: Any) -> None:
        if not data.get("consent"):
            raise ValidationError({"consent": [gettext("We need your yes to keep your answers.")]})


class ContactWishSchema(Schema):
    """What somebody who cannot take part leaves, when they ask to be contacted."""

    name = Text(120, required=True)
    reach = Text(120, required=True)
    message = Text(1000, allow_none=True, load_default=None)


class ResumeSchema(Schema):
    code = Text(40, required=True)


def about_schema(kind: Kind | str) -> MarshmallowSchema:
    made = MentorAboutSchema if kind == Kind.MENTOR else MenteeAboutSchema
    return made.from_dict(asked_in(kind, "about"), name="AboutSchema")()


def contact_schema(kind: Kind | str) -> MarshmallowSchema:
    return ContactSchema.from_dict(asked_in(kind, "contact"), name="ContactSchema")()


def situation_schema(answers: dict[str, Any]) -> MarshmallowSchema:
    """Citizens of the Union are asked about their family, others about their permit."""
    asked: dict[str, Any] = {}
    if is_of_the_union(answers.get("nationality")):
        asked["family_origin"] = Choice(FAMILY_ORIGINS, required=True)
    elif answers.get("nationality"):
        asked["long_term_permit"] = YesNo(required=True)
    asked |= spoken_fields() | asked_in(Kind.MENTEE, "situation")
    return Schema.from_dict(asked, name="SituationSchema")()


def work_schema() -> MarshmallowSchema:
    asked = asked_in(Kind.MENTOR, "work") | spoken_fields()
    return Schema.from_dict(asked, name="WorkSchema")()


def wishes_schema(kind: Kind | str, antennas: Mapping[str, str]) -> MarshmallowSchema:
    """`antennas` to choose from, where the postal code leads to none."""
    asked = asked_in(kind, "wishes")
    asked |= {"antenna": Choice(antennas, required=True)} if antennas else {}
    return Schema.from_dict(asked, name="WishesSchema")()


def spoken_fields() -> dict[str, Any]:
    return {f"{LEVEL}{code}": Choice(PLAIN_LEVELS, required=True) for code in tenant().languages}
