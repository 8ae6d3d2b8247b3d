"""The intake as staff write it: interviews, evaluations, decisions, many at once."""

from typing import Any

from marshmallow import Schema as MarshmallowSchema
from marshmallow import ValidationError, fields, validates_schema

from app.core.fields import NOT_A_CHOICE, Choice, Schema, Text, Whole, YesNo
from app.intake.labels import ADVICE, WITHDRAWN_REASONS
from app.intake.questions import questions_for
from app.intake.rules.stages import VERDICTS
from app.people.models import Kind, Stage
from app.people.schemas import PastDay


class StageSchema(Schema):
    to = Choice(Stage, required=True)


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
