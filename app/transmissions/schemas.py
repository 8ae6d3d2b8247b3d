"""Operations and transmissions as forms give them."""

from typing import Any

from flask_babel import lazy_gettext as _
from marshmallow import ValidationError, fields, post_load, validates_schema
from marshmallow.validate import Regexp

from app.core.fields import Choice, Day, Schema, Text, Whole
from app.esf.facts import OBJECTIVES
from app.esf.schemas import ParametersSchema


class OperationSchema(ParametersSchema):
    """Loaded with the parameters apart, under their own name."""

    code = Text(
        40,
        required=True,
        validate=Regexp(
            r"^[A-Za-z0-9][A-Za-z0-9./-]*$", error=_("Letters, figures, points and dashes only.")
        ),
    )
    title = Text(160, required=True)
    grant_id = Whole(allow_none=True, load_default=None)
    objective = Choice(OBJECTIVES, required=True)
    begins_on = Day(required=True)
    ends_on = Day(required=True)
    antenna_codes = fields.List(Text(12), load_default=list)
    parameters_source = Text(500, allow_none=True, load_default=None)

    @validates_schema
    def _in_order(self, sent: dict[str, Any], **_rest: Any) -> None:
        if sent["ends_on"] < sent["begins_on"]:
            raise ValidationError(str(_("It ends before it begins.")), "ends_on")
        codes = [one["code"] for one in sent.get("estimates", ())]
        if len(set(codes)) < len(codes):
            raise ValidationError(str(_("Give one estimate for each indicator.")), "estimates")

    @post_load
    def _apart(self, sent: dict[str, Any], **_rest: Any) -> dict[str, Any]:
        names = ParametersSchema().fields
        kept = {name: sent.pop(name) for name in names if name in sent}
        return sent | {"parameters": kept}


class TransmissionSchema(Schema):
    due_on = Day(required=True)
    figures_on = Day(required=True)
    note = Text(1000, allow_none=True, load_default=None)
