"""Mentees and mentors as seen from outside: the one contract of forms, JSON and commands."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from marshmallow import ValidationError, fields, validates

from app.core import clock
from app.core.fields import CONTROLS, Choice, Choices, Day, Email, Schema, Text, Whole, YesNo
from app.core.postal import normal_postal_code
from app.core.tenancy import tenant
from app.core.text import is_possible_phone, phone_digits
from app.core.vocabularies import (
    COUNTRY_CODES,
    FUNCTION_LEVELS,
    GENDERS,
    GOALS,
    HALF_DAYS,
    LABOUR_STATUSES,
    LANGUAGE_CODES,
    LANGUAGE_LEVELS,
)
from app.people.labels import ALL_SECTORS

MOST_CAPACITY = 10
LEAST_DIGITS, MOST_DIGITS = 8, 15
PHONE = rf"^[^0-9{CONTROLS}]*([0-9][^0-9{CONTROLS}]*){{8,15}}$"
"""The same for the document of the API."""
NOT_A_PHONE = _("Write a telephone number with all its digits, for example %(example)s.")
NOT_YET = _("This day has not come yet.")
LONG_OR_MANY = ("languages", "sectors", "remarks")
"""Told of one person at a time: texts, and what stands in rows of its own."""
EXAMPLES = {"BE": "+32 470 12 34 56", "FR": "+33 6 12 34 56 78", "NL": "+31 6 12345678"}


class Phone(Text):
    """A number that can be dialled: 8 digits to 15 (ITU-T E.164), however they are spaced, and as
    many as there are in the country that it names."""

    def __init__(self, **options: Any) -> None:
        super().__init__(most=40, error_messages={"phone": NOT_A_PHONE}, **options)
        self.metadata = {**self.metadata, "pattern": PHONE}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        text = super()._deserialize(value, attr, data, **options)
        country = tenant().country
        if text and not (_has_its_digits(text) and is_possible_phone(text, country)):
            example = EXAMPLES.get(country or "", "+34 612 34 56 78")
            raise self.make_error("phone", example=example)
        return text


def _has_its_digits(text: str) -> bool:
    return LEAST_DIGITS <= len(phone_digits(text)) <= MOST_DIGITS


class PostalCode(Text):
    """Written the way of the tenant's country where it is one of it; else as it was typed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(most=12, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        text = super()._deserialize(value, attr, data, **options)
        return text and (normal_postal_code(text, tenant().country or "") or text)


class SectorCodes(Choices):
    """Divisions of NACE, from rows or to codes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(ALL_SECTORS, **options)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **options: Any) -> Any:
        return [sector.code for sector in value]


class PastDay(Day):
    def __init__(self, **options: Any) -> None:
        super().__init__(error_messages={"future": NOT_YET}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        day = super()._deserialize(value, attr, data, **options)
        if day > clock.today():
            raise self.make_error("future")
        return day


class SpokenLanguageSchema(Schema):
    code = Choice(LANGUAGE_CODES, required=True)
    level = Choice(LANGUAGE_LEVELS, required=True)


class PersonSchema(Schema):
    """What mentees and mentors have in common. What is read only is changed by its own action."""

    id = fields.Integer(dump_only=True)
    version = Whole(load_default=None)
    kind = fields.String(dump_only=True)
    reference = fields.String(dump_only=True, allow_none=True)
    antenna: fields.Field[Any] = fields.String(attribute="antenna.code", dump_only=True)
    owner_id: fields.Field[Any] = fields.Integer(dump_only=True, allow_none=True)
    stage = fields.String(dump_only=True)
    stage_since = fields.Date(dump_only=True)
    registered_on: fields.Field[Any] = fields.Date(dump_only=True)
    interviewed_on = fields.Date(dump_only=True, allow_none=True)
    first_name = Text(80, required=True)
    last_name = Text(80, required=True)
    gender = Choice(GENDERS, allow_none=True)
    born_on = PastDay(allow_none=True)
    email = Email(allow_none=True)
    phone = Phone(allow_none=True)
    postal_code = PostalCode(allow_none=True)
    language = Choice(LANGUAGE_CODES, allow_none=True)
    languages = fields.List(fields.Nested(SpokenLanguageSchema))
    sectors = SectorCodes()
    availability = Choices(HALF_DAYS)
    remarks = Text(4000, allow_none=True)

    @validates("languages")
    def each_once(self, languages: Sequence[dict[str, str]], **options: Any) -> None:
        if len({spoken.get("code") for spoken in languages}) < len(languages):
            raise ValidationError(str(_("Name each language once.")))


class MenteeSchema(PersonSchema):
    isced = Whole(0, 8, allow_none=True)
    diploma_recognised = YesNo(allow_none=True)
    labour_status = Choice(LABOUR_STATUSES, allow_none=True)
    labour_status_on = PastDay(allow_none=True)
    job_seeker_since = PastDay(allow_none=True)
    occupation = Text(120, allow_none=True)
    goal = Choice(GOALS, allow_none=True)


class MentorSchema(PersonSchema):
    trained_on = fields.Date(dump_only=True, allow_none=True)
    evaluated_on = fields.Date(dump_only=True, allow_none=True)
    function_level = Choice(FUNCTION_LEVELS, allow_none=True)
    still_working = YesNo(allow_none=True)
    partner_company = Text(120, allow_none=True)
    preferences = Text(2000, allow_none=True)
    capacity = Whole(0, MOST_CAPACITY)


class MenteeRowSchema(MenteeSchema):
    """Somebody in a list."""

    class Meta:
        exclude = LONG_OR_MANY


class MentorRowSchema(MentorSchema):
    class Meta:
        exclude = (*LONG_OR_MANY, "preferences", "capacity")


class FoundSchema(PersonSchema):
    """Somebody found by a search."""

    class Meta:
        fields = ("id", "kind", "reference", "first_name", "last_name", "antenna", "stage")


class Registering(Schema):
    """What is told once, when somebody is registered by staff."""

    antenna: fields.Field[Any] = Text(12, required=True)
    owner_id: fields.Field[Any] = Whole(allow_none=True)
    registered_on: fields.Field[Any] = PastDay(allow_none=True)
    another_person = YesNo(load_default=False)


class NewMenteeSchema(Registering, MenteeSchema):
    pass


class NewMentorSchema(Registering, MentorSchema):
    pass


class SensitiveSchema(Schema):
    """Use `sensitive_schema()`: a tenant that may not store a fact does not have its field."""

    nationality = Choice(COUNTRY_CODES, allow_none=True)
    birth_country = Choice(COUNTRY_CODES, allow_none=True)
    parents_born_outside_eu = YesNo(allow_none=True)
    permit_until = Day(allow_none=True)


def sensitive_schema() -> Schema:
    """France keeps no ancestry: CNIL (2007) advises against it in management files."""
    hidden = () if tenant().sensitive.parents_birthplace else ("parents_born_outside_eu",)
    return SensitiveSchema(exclude=hidden)


class AssignmentSchema(Schema):
    """Who takes somebody over: another owner, another antenna, or both."""

    owner_id = Whole(allow_none=True)
    antenna = Text(12, allow_none=True)


class ManyAssignmentsSchema(AssignmentSchema):
    people = fields.List(Whole(), required=True)
