"""Training sessions as staff write them: when and where, who is meant, who was there."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _
from marshmallow import ValidationError, fields, post_load, validates_schema

from app.core.fields import Choice, Day, Hours, Schema, Text, WallClock, Whole, YesNo
from app.core.tenancy import tenant
from app.training.rules import MOST_HOURS
from app.training.schemas import MOST_OBSERVATION
from app.training_sessions.models import TrainingSession

MOST_PLACES, MOST_MINUTES = 200, 720
PLACE_OR_LINK = _("Write where it is, or the link of a meeting on line.")
NOT_A_LINK = _("Write an address that begins with https://.")


class Link(Text):
    """The address of a meeting on line; only one that nobody can read on the way."""

    def __init__(self, **options: Any) -> None:
        super().__init__(most=300, error_messages={"link": NOT_A_LINK}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        text = super()._deserialize(value, attr, data, **options)
        if text and not is_safe(text):
            raise self.make_error("link")
        return text


def is_safe(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" and "." in parts.netloc and not set(address) & set(" \n\t\"'<>")


class SessionSchema(Schema):
    """`day` and `time` together are the moment, in the time zone of the tenant."""

    day = Day(required=True)
    time = WallClock(required=True)
    minutes = Whole(15, MOST_MINUTES, required=True)
    place = Text(200, allow_none=True, load_default=None)
    link = Link(allow_none=True, load_default=None)
    language = Text(5, required=True)
    trainer_id = Whole(allow_none=True, load_default=None)
    trainer_name = Text(120, allow_none=True, load_default=None)
    capacity = Whole(1, MOST_PLACES, required=True)

    @validates_schema
    def somewhere(self, data: dict[str, Any], **options: Any) -> None:
        if not data.get("place") and not data.get("link"):
            raise ValidationError({"place": [str(PLACE_OR_LINK)]})

    @post_load
    def one_moment(self, data: dict[str, Any], **options: Any) -> dict[str, Any]:
        moment = datetime.combine(data.pop("day"), data.pop("time"), tenant().zone)
        return data | {"starts_at": moment}


class NewSessionSchema(SessionSchema):
    module_id = Whole(required=True)
    antenna = Text(12, required=True)


class PeopleSchema(Schema):
    """Who is meant, by id."""

    people = fields.List(Whole(), required=True)


class AttendedSchema(Schema):
    person_id = Whole(required=True)
    attended = YesNo(load_default=False)
    observation = Text(MOST_OBSERVATION, allow_none=True, load_default=None)


class AttendanceSchema(Schema):
    """Who was there and what the facilitator saw; who is left out was not there."""

    hours = Hours(0.25, MOST_HOURS, decimals=2, required=True)
    people = fields.List(fields.Nested(AttendedSchema), load_default=list)


class AnswerSchema(Schema):
    answer = Choice(("accept", "decline"), required=True)


def session_as_form(session: TrainingSession) -> dict[str, Any]:
    """The session as `SessionSchema` writes it."""
    moment = session.starts_at.astimezone(tenant().zone)
    names = ("minutes", "place", "link", "language", "trainer_id", "trainer_name", "capacity")
    return {name: getattr(session, name) for name in names} | {
        "day": moment.date(),
        "time": moment.time(),
    }
