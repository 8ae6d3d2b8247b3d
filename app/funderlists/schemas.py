"""What is chosen on sending a list of funders, and on looking at how it was read."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from marshmallow import ValidationError, fields, post_load

from app.core.fields import Choice, Day, Schema, Text, Whole
from app.funderlists.fields import FIELDS, NOTES
from app.funders.models import FunderKind
from app.funders.schemas import FunderLanguage
from app.spreadsheets.dates import ORDERS
from app.spreadsheets.schemas import ReadingSchema


class UploadSchema(ReadingSchema):
    """Sent with the file itself."""

    sheet = Text(120, allow_none=True)


class ColumnSchema(Schema):
    """A column by its place (0 is the first) and what it holds; without a field it is left out."""

    at = Whole(0, 999, required=True)
    field = Choice(FIELDS, allow_none=True)


class ChoicesSchema(Schema):
    """How the list is meant, and what stands where a new funder's row says nothing."""

    columns = fields.List(fields.Nested(ColumnSchema))
    date_order = Choice(ORDERS, required=True)
    kind = Choice(FunderKind, allow_none=True)
    language = FunderLanguage(required=True)
    owner_id = Whole(allow_none=True)
    due_on = Day(allow_none=True)

    @post_load
    def by_place(self, loaded: dict[str, Any], **_options: Any) -> dict[str, Any]:
        """Each field once, but for the notes."""
        columns: dict[str, str] = {}
        wrong: dict[int, Any] = {}
        for number, each in enumerate(loaded["columns"]):
            name = each.get("field")
            if name and name != NOTES and name in columns.values():
                wrong[number] = {"field": [_("Another column was chosen for this already.")]}
            elif name:
                columns[str(each["at"])] = name
        if wrong:
            raise ValidationError({"columns": wrong})
        return loaded | {"columns": columns}


class TakingSchema(Schema):
    """The differences in which the list counts, as `12-stage`: the row and the field."""

    take = fields.List(Text(60))


def shown(chosen: Mapping[str, Any], width: int) -> dict[str, Any]:
    """What the form of choices shows."""
    columns = chosen["columns"]
    return dict(chosen) | {
        "columns": [{"at": at, "field": columns.get(str(at))} for at in range(width)]
    }
