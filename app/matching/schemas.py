"""Proposals and answers as seen from outside: the one contract of the forms and of the API."""

from typing import Any

from marshmallow import post_load

from app.core.fields import Choice, Day, Schema, Text, YesNo
from app.matching.models import REFUSALS

SIDES = ("mentee", "mentor")


class ReasonSchema(Schema):
    """Why these two, who are already chosen."""

    reason = Text(most=1000, required=True)


class MeetingSchema(Schema):
    first_meeting_on = Day(required=True)


class AnswersSchema(Schema):
    """What each side says; loaded as `approvals` and `reasons` by side."""

    first_meeting_on = Day(required=True)
    mentee_approves = YesNo(allow_none=True, load_default=None)
    mentee_reason = Choice(REFUSALS, allow_none=True, load_default=None)
    mentor_approves = YesNo(allow_none=True, load_default=None)
    mentor_reason = Choice(REFUSALS, allow_none=True, load_default=None)
    remarks = Text(most=2000, allow_none=True, load_default=None)

    @post_load
    def by_side(self, loaded: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {
            "first_meeting_on": loaded["first_meeting_on"],
            "approvals": {side: loaded[f"{side}_approves"] for side in SIDES},
            "reasons": {side: loaded[f"{side}_reason"] for side in SIDES},
            "remarks": loaded["remarks"],
        }


class WithdrawalSchema(Schema):
    remarks = Text(most=1000, required=True)


class ReturnSchema(Schema):
    ready_on = Day(required=True)
