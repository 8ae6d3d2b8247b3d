"""What a form about a publication may say."""

from typing import Any

from flask_babel import lazy_gettext as _
from marshmallow import ValidationError

from app.core.fields import Schema, Text
from app.core.quarters import quarter

NO_QUARTER = _("Choose a quarter, such as 2026-Q3.")


class Period(Text):
    """A quarter, as it is written in addresses and files."""

    def _deserialize(self, value: Any, *where: Any, **more: Any) -> Any:
        text = super()._deserialize(value, *where, **more)
        try:
            return quarter(text)
        except ValueError as error:
            raise ValidationError(str(NO_QUARTER)) from error


class AskingSchema(Schema):
    """`reason` is needed for a quarter that was published before; the action knows."""

    period = Period(most=7, required=True)
    reason = Text(most=500, load_default="")


class RejectionSchema(Schema):
    reason = Text(most=500, required=True)
