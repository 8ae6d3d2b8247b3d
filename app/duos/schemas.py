"""A duo as seen from outside: the one contract of the forms and of the API."""

from typing import Any

from flask_babel import lazy_gettext as _
from marshmallow import ValidationError, fields, post_load, validates_schema

from app.core.fields import REQUIRED, Choice, Day, Hours, Schema, Text, Whole, YesNo
from app.duos.models import UNREACHABLE
from app.duos.rules import BREAKING_OFF, NO_CONTACT, PLANNED

WAYS = {
    "planned": _("As planned"),
    "broken_off": _("Broken off"),
    "unreachable": _("One side cannot be reached any more"),
}
"""How a duo ends (R13 of the quality standard: planned, unplanned, or one side unreachable)."""
USUAL_HOURS = 2.5
"""Two to three hours a week (brief.md)."""


class AgreementSchema(Schema):
    """The signed agreement; loaded with `accepted` by side."""

    agreed_on = Day(required=True)
    hours_per_week = Hours(0.5, 20, load_default=USUAL_HOURS)
    owner_id = Whole(required=True)
    mentee_accepts_code = YesNo(load_default=False)
    mentor_accepts_code = YesNo(load_default=False)

    @post_load
    def by_side(self, loaded: dict[str, Any], **_: Any) -> dict[str, Any]:
        accepted = {s: loaded.pop(f"{s}_accepts_code") for s in ("mentee", "mentor")}
        return loaded | {"accepted": accepted}


class ExtensionSchema(Schema):
    planned_end_on = Day(required=True)
    reason = Text(most=500, required=True)


class PauseSchema(Schema):
    from_on = Day(required=True)
    reason = Text(most=500, required=True)


class ResumptionSchema(Schema):
    until_on = Day(required=True)


class ClosingSchema(Schema):
    """`way` decides what else is asked; loaded as the facts that a closing writes."""

    ended_on = Day(required=True)
    way = Choice(WAYS, required=True)
    end_reason = Choice(BREAKING_OFF, allow_none=True, load_default=None)
    unreachable = Choice(UNREACHABLE, allow_none=True, load_default=None)
    talked_with_mentee = YesNo(load_default=False)
    talked_with_mentor = YesNo(load_default=False)
    closing_remarks = Text(most=2000, allow_none=True, load_default=None)

    @validates_schema
    def asks_what_the_way_asks(self, loaded: dict[str, Any], **_: Any) -> None:
        asked = {"broken_off": "end_reason", "unreachable": "unreachable"}.get(loaded["way"])
        if asked and not loaded[asked]:
            raise ValidationError({asked: [str(REQUIRED)]})

    @post_load
    def facts(self, loaded: dict[str, Any], **_: Any) -> dict[str, Any]:
        way = loaded.pop("way")
        reasons = {"planned": PLANNED, "unreachable": NO_CONTACT}
        loaded["end_reason"] = reasons.get(way, loaded["end_reason"])
        if way != "unreachable":
            loaded["unreachable"] = None
        return {"ended_on": loaded.pop("ended_on"), "facts": loaded}


class ReopeningSchema(Schema):
    reason = Text(most=500, required=True)


class OwnerSchema(Schema):
    owner_id = Whole(required=True)


class DuoSchema(Schema):
    """A duo to read."""

    id = fields.Integer(dump_only=True)
    version = fields.Integer(dump_only=True)
    reference = fields.String(dump_only=True, allow_none=True)
    antenna_id = fields.Integer(dump_only=True)
    proposal_id = fields.Integer(dump_only=True, allow_none=True)
    mentee_id = fields.Integer(dump_only=True)
    mentor_id = fields.Integer(dump_only=True)
    owner_id = fields.Integer(dump_only=True, allow_none=True)
    state = fields.String(dump_only=True)
    agreed_on = fields.Date(dump_only=True, allow_none=True)
    started_on = fields.Date(dump_only=True)
    planned_end_on = fields.Date(dump_only=True)
    hours_per_week = fields.Float(dump_only=True, allow_none=True)
    ended_on = fields.Date(dump_only=True, allow_none=True)
    end_reason = fields.String(dump_only=True, allow_none=True)
    unreachable = fields.String(dump_only=True, allow_none=True)
    talked_with_mentee = fields.Boolean(dump_only=True, allow_none=True)
    talked_with_mentor = fields.Boolean(dump_only=True, allow_none=True)
