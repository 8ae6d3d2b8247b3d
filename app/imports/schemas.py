"""Imports as seen from outside: what is chosen on sending a file, and what became of it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from marshmallow import INCLUDE, ValidationError, fields, post_load

from app.core.fields import Choice, Schema, Text
from app.lists.fields import KINDS
from app.spreadsheets.dates import ORDERS
from app.spreadsheets.schemas import DELIMITERS, ReadingSchema

COLUMN = re.compile(r"c(\d{1,3})")


class UploadSchema(ReadingSchema):
    """Sent with the file itself."""

    kind = Choice(KINDS, allow_none=True)


class ListSchema(Schema):
    """One list of the file. `c0` is the field of its first column; one left out is not taken in.

    Without a kind the whole list is left out.
    """

    class Meta:
        unknown = INCLUDE

    sheet = Text(120)
    kind = Choice(KINDS)
    date_order = Choice(ORDERS)

    @post_load
    def with_columns(self, loaded: dict[str, Any], **_options: Any) -> dict[str, Any]:
        known = {name: value for name, value in loaded.items() if name in self.declared_fields}
        columns: dict[str, str] = {}
        for name, value in loaded.items():
            match = COLUMN.fullmatch(name)
            if match and isinstance(value, str) and value:
                columns[str(int(match[1]))] = value
        return known | {"columns": columns}


class ChoicesSchema(ReadingSchema):
    """What somebody sets by hand after having seen how the file was read."""

    lists = fields.List(fields.Nested(ListSchema), required=True)

    @post_load
    def some(self, loaded: dict[str, Any], **_options: Any) -> dict[str, Any]:
        if not any(each.get("kind") for each in loaded["lists"]):
            raise ValidationError({"lists": [str(_("Choose what at least one list holds."))]})
        return loaded


class CountsSchema(Schema):
    """The counts of one list; `reasons` gives how often by code."""

    kind = fields.String()
    rows = fields.Integer()
    accepted = fields.Integer()
    updated = fields.Integer()
    unchanged = fields.Integer()
    refused = fields.Integer()
    reasons = fields.Dict(keys=fields.String(), values=fields.Integer())


class ImportSchema(Schema):
    """An import with its counts, and those of each of its lists once it was taken in."""

    id = fields.Integer(dump_only=True)
    kind = fields.String(dump_only=True, allow_none=True)
    file_name = fields.String(dump_only=True)
    state = fields.String(dump_only=True)
    made_at = fields.DateTime(dump_only=True)
    finished_at = fields.DateTime(dump_only=True, allow_none=True)
    undone_at = fields.DateTime(dump_only=True, allow_none=True)
    rows = fields.Integer(attribute="total", dump_only=True)
    done = fields.Integer(dump_only=True)
    accepted = fields.Integer(dump_only=True)
    updated = fields.Integer(dump_only=True)
    unchanged = fields.Integer(dump_only=True)
    refused = fields.Integer(dump_only=True)
    reasons = fields.Dict(keys=fields.String(), values=fields.Integer(), dump_only=True)
    parts = fields.Function(lambda import_: counts_of(import_.parts), dump_only=True)


class RefusalSchema(Schema):
    """One thing wrong with one row; `reason` is in the language of who reads it."""

    part = fields.Integer(dump_only=True)
    line = fields.Integer(dump_only=True)
    column = fields.String(dump_only=True, allow_none=True)
    value = fields.String(dump_only=True, allow_none=True)
    code = fields.String(dump_only=True)
    reason = fields.String(attribute="text", dump_only=True)


def counts_of(parts: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Those of the lists that were counted."""
    counted = [part["counts"] for part in parts if "counts" in part]
    return [CountsSchema().dump(each) for each in counted]


def values_of(options: Mapping[str, Any], parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What the form of choices shows: how the file was read, by the names of its fields."""
    names = {character: name for name, character in DELIMITERS.items()}
    lists = [
        {
            "sheet": part["sheet"],
            "kind": part["kind"],
            "date_order": part["date_order"],
            **{f"c{place}": name for place, name in part["columns"].items()},
        }
        for part in parts
    ]
    return {
        "encoding": options.get("encoding"),
        "delimiter": names.get(options.get("delimiter") or ""),
        "lists": lists,
    }
