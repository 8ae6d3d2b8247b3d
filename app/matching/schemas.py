"""Proposals and answers as seen from outside: the one contract of the forms and of the API."""

from typing import Any

from marshmallow import fields, post_load

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


class ProposalSchema(Schema):
    """A proposal to read."""

    id = fields.Integer(dump_only=True)
    version = fields.Integer(dump_only=True)
    antenna_id = fields.Integer(dump_only=True)
    mentee_id = fields.Integer(dump_only=True)
    mentor_id = fields.Integer(dump_only=True)
    state = fields.String(dump_only=True)
    reason = fields.String(dump_only=True)
    proposed_on = fields.Date(dump_only=True)
    first_meeting_on = fields.Date(dump_only=True)
    mentee_approves = fields.Boolean(dump_only=True)
    mentee_reason = fields.String(dump_only=True)
    mentor_approves = fields.Boolean(dump_only=True)
    mentor_reason = fields.String(dump_only=True)
    closed_on = fields.Date(dump_only=True)
