"""The intake as staff and programs write it: sessions, interviews, training, decisions."""

from datetime import datetime
from typing import Any

from marshmallow import Schema as MarshmallowSchema
from marshmallow import ValidationError, fields, post_load, validates_schema

from app.core.fields import (
    NOT_A_CHOICE,
    Choice,
    Day,
    Schema,
    Text,
    WallClock,
    Whole,
    YesNo,
)
from app.core.tenancy import tenant
from app.intake.labels import ADVICE, WITHDRAWN_REASONS
from app.intake.models import InformationSession
from app.intake.questions import questions_for
from app.intake.rules.stages import VERDICTS
from app.people.models import Kind, Stage
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


class StageSchema(Schema):
    to = Choice(Stage, required=True)


class TalkSchema(Schema):
    held_on = PastDay(required=True)


class InterviewSchema(Schema):
    held_on = PastDay(required=True)
    summary = Text(4000, allow_none=True, load_default=None)
    advice = Choice(ADVICE, required=True)


class MentorInterviewSchema(InterviewSchema):
    record_seen_on = PastDay(allow_none=True, load_default=None)


def interview_schema(kind: Kind | str) -> MarshmallowSchema:
    """With one text for each question that this kind of person is asked."""
    asked: dict[str, Any] = {
        code: Text(4000, allow_none=True, load_default=None) for code in questions_for(kind)
    }
    made = MentorInterviewSchema if kind == Kind.MENTOR else InterviewSchema
    return made.from_dict(asked, name="InterviewSchema")()


class EvaluationSchema(Schema):
    held_on = PastDay(required=True)
    observations = Text(4000, allow_none=True, load_default=None)
    passed = YesNo(required=True)


class DecisionSchema(Schema):
    """`words` are told to the person; `send` puts them in a mail."""

    verdict = Choice(VERDICTS, required=True)
    reason = Text(30, allow_none=True, load_default=None)
    words = Text(4000, allow_none=True, load_default=None)
    send = YesNo(load_default=False)
    on = PastDay(allow_none=True, load_default=None)


class ReopeningSchema(Schema):
    reason = Text(500, required=True)


NEEDED = {"session": "session_id", "owner": "owner_id", "withdrawal": "reason"}


class ManySchema(Schema):
    """What is done to many at once, with what it needs."""

    people = fields.List(Whole(), required=True)
    action = Choice(("session", "owner", "invitation", "withdrawal"), required=True)
    session_id = Whole(allow_none=True, load_default=None)
    owner_id = Whole(allow_none=True, load_default=None)
    reason = Choice(WITHDRAWN_REASONS, allow_none=True, load_default=None)

    @validates_schema
    def says_what(self, data: dict[str, Any], **options: Any) -> None:
        needed = NEEDED.get(data["action"])
        if needed and data.get(needed) is None:
            raise ValidationError({needed: [str(NOT_A_CHOICE)]})


def session_as_form(session: InformationSession) -> dict[str, Any]:
    """The session as `SessionSchema` writes it."""
    moment = session.starts_at.astimezone(tenant().zone)
    names = ("audience", "minutes", "place", "language", "capacity")
    return {name: getattr(session, name) for name in names} | {
        "day": moment.date(),
        "time": moment.time(),
    }
