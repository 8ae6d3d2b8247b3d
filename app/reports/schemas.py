"""Reports as seen from outside: the one contract of forms and JSON."""

from typing import Any

from marshmallow import ValidationError, fields

from app.core.fields import NOT_A_CHOICE, Day, Schema, Text, Whole, YesNo
from app.core.tenancy import tenant
from app.report_contents.files import templates


def _known_template(code: str | None) -> None:
    if code and code not in templates():
        raise ValidationError(str(NOT_A_CHOICE))


def _known_language(code: str | None) -> None:
    if code and code not in tenant().languages:
        raise ValidationError(str(NOT_A_CHOICE))


def _template(**options: Any) -> Text:
    return Text(40, validate=_known_template, **options)


def _language(**options: Any) -> Text:
    return Text(5, validate=_known_language, **options)


class ReportSchema(Schema):
    """A new report; without a template or language, those that fit the funder are taken."""

    grant_id = Whole(required=True)
    from_on = Day(required=True)
    until_on = Day(required=True)
    template = _template(allow_none=True, load_default=None)
    language = _language(allow_none=True, load_default=None)
    obligation_id = Whole(allow_none=True, load_default=None)


class ChangeSchema(Schema):
    template = _template(required=True)
    language = _language(required=True)


class WordsSchema(Schema):
    text = Text(20_000, allow_none=True, load_default=None)


class ReleaseSchema(Schema):
    """`is_done` marks what is owed as done."""

    is_done = YesNo(load_default=False)


class CorrectionSchema(Schema):
    correction = Text(500, required=True)


class BatchSchema(Schema):
    grants = fields.List(Whole(), load_default=list)
    from_on = Day(required=True)
    until_on = Day(required=True)
    template = _template(allow_none=True, load_default=None)


class GrantCodeSchema(Schema):
    code = fields.String()


class ReportRowSchema(Schema):
    id = fields.Integer()
    grant = fields.Pluck(GrantCodeSchema, "code")
    template = fields.String()
    language = fields.String()
    from_on = fields.Date()
    until_on = fields.Date()
    due_on = fields.Date(allow_none=True)
    state = fields.String()
    edition = fields.Integer()
    released_at = fields.DateTime(allow_none=True)


class ReportShowSchema(ReportRowSchema):
    """One report with what it tells: sections of texts and numbers, in its own language."""

    version = fields.Integer()
    correction = fields.String(allow_none=True)
    content = fields.Dict(keys=fields.String(), attribute="told")
