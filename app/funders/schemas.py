"""What is asked about a funder: the one contract of forms and JSON."""

import re
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from marshmallow import ValidationError, fields, validates_schema

from app.core.fields import Choice, Day, Email, Language, Schema, Text, Whole
from app.core.money import Money
from app.funders.labels import INTERACTIONS, language_codes
from app.funders.models import FunderKind, FunderStage

ADDRESS = re.compile(r"https?://[^\s/?#<>\"@]+\.[^\s<>\"]+", re.IGNORECASE)
MOST_NOTES, MOST_SUMMARY = 5000, 5000


class Website(Text):
    """An address of the web; `www.x.example` is taken as `https://www.x.example`."""

    default_error_messages = {  # noqa: RUF012 - marshmallow declares it as an instance variable
        "website": _("Write an address like https://www.example.org.")
    }

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        text = super()._deserialize(value, attr, data, **options)
        if text and text.lower().startswith("www."):
            text = f"https://{text}"
        if text and not ADDRESS.fullmatch(text):
            raise self.make_error("website")
        return text


class FunderLanguage(Language):
    """One of the languages this country's funders are written to in."""

    def __init__(self, **options: Any) -> None:
        super().__init__(language_codes, **options)


class FunderSchema(Schema):
    id = fields.Integer(dump_only=True)
    version = fields.Integer(dump_only=True)
    name = Text(160, required=True)
    kind = Choice(FunderKind, required=True)
    language = FunderLanguage(required=True)
    stage = fields.String(dump_only=True)
    stage_since = fields.Date(dump_only=True)
    last_contact_on = fields.Date(dump_only=True, allow_none=True)
    owner_id = Whole(allow_none=True)
    asked = Money(attribute="asked_cents", allow_none=True)
    answer_on = Day(allow_none=True)
    website = Website(300, allow_none=True)
    address = Text(500, allow_none=True)
    notes = Text(MOST_NOTES, allow_none=True)


class NewFunderSchema(FunderSchema):
    stage = Choice(FunderStage, load_default=FunderStage.IDENTIFIED.value)


class StageSchema(Schema):
    stage = Choice(FunderStage, required=True)


class ManySchema(Schema):
    """The same change of several funders: a stage, an owner, or both."""

    funder = fields.List(Whole())
    stage = Choice(FunderStage, allow_none=True)
    owner_id = Whole(allow_none=True)

    @validates_schema
    def _something(self, data: dict[str, Any], **_options: Any) -> None:
        if not data.get("funder"):
            raise ValidationError(gettext("Tick at least one funder first."), "funder")
        if not data.get("stage") and not data.get("owner_id"):
            raise ValidationError(gettext("Choose a stage, an owner, or both."), "stage")


class HandOverSchema(Schema):
    owner_id = Whole(required=True)


class ContactSchema(Schema):
    name = Text(160, required=True)
    function = Text(160, allow_none=True)
    email = Email(allow_none=True)
    phone = Text(40, allow_none=True)
    language = FunderLanguage(allow_none=True)


class LeavingSchema(Schema):
    left_on = Day(required=True)


class ReminderSchema(Schema):
    due_on = Day(required=True)
    text = Text(300, required=True)
    owner_id = Whole(allow_none=True)


class InteractionSchema(Schema):
    """What was said, and, if somebody knows it already, what comes next."""

    held_on = Day(required=True)
    kind = Choice(INTERACTIONS, required=True)
    contact_id = Whole(allow_none=True)
    summary = Text(MOST_SUMMARY, required=True)
    next_on = Day(allow_none=True)
    next_text = Text(300, allow_none=True)

    @validates_schema
    def _whole_step(self, data: dict[str, Any], **_options: Any) -> None:
        said = data.get("next_on"), data.get("next_text")
        if any(said) and not all(said):
            lacking = "next_on" if not said[0] else "next_text"
            raise ValidationError(gettext("Say both what comes next and when."), lacking)
