"""The information as it is written: sessions, places, attendance, telephone talks."""

from datetime import datetime
from typing import Any

from marshmallow import fields, post_load

from app.core.fields import Choice, Day, Schema, Text, WallClock, Whole
from app.core.tenancy import tenant
from app.information.models import InformationSession
from app.people.models import Kind
from app.people.schemas import PastDay

MOST_PLACES, MOST_MINUTES = 200, 480


class SessionSchema(Schema):
    """`day` and `time` together are the moment, in the time zone of the tenant."""

    audience = Choice(Kind, required=True)
    day = Day(required=True)
    time = WallClock(required=True)
    minutes = Whole(15, MOST_MINUTES, required=True)
    place = Text(200, required=True)
    language = Text(5, required=True)
    capacity = Whole(1, MOST_PLACES, required=True)

    @post_load
    def one_moment(self, data: dict[str, Any], **options: Any) -> dict[str, Any]:
        moment = datetime.combine(data.pop("day"), data.pop("time"), tenant().zone)
        return data | {"starts_at": moment}


class NewSessionSchema(SessionSchema):
    antenna = Text(12, required=True)


class PlacesSchema(Schema):
    """People to give a place, by id."""

    people = fields.List(Whole(), required=True)


class AttendanceSchema(Schema):
    """Who was there, by id; everybody else on the sheet was not."""

    attended = fields.List(Whole(), load_default=list)


class SignUpSchema(Schema):
    session_id = Whole(required=True)


class TalkSchema(Schema):
    held_on = PastDay(required=True)


def session_as_form(session: InformationSession) -> dict[str, Any]:
    """The session as `SessionSchema` writes it."""
    moment = session.starts_at.astimezone(tenant().zone)
    names = ("audience", "minutes", "place", "language", "capacity")
    return {name: getattr(session, name) for name in names} | {
        "day": moment.date(),
        "time": moment.time(),
    }
