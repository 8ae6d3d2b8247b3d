"""The library's forms: facts of a module, a text, a decision, what goes out."""

from typing import Any

from flask_babel import lazy_gettext as _
from marshmallow import ValidationError, fields, post_load, pre_load, validates, validates_schema

from app.core.fields import Choice, Choices, Schema, Text, Translated, Whole, YesNo
from app.core.tenancy import tenant
from app.core.text import fold
from app.library import licences, limits
from app.library.labels import AUDIENCES, LEVELS
from app.library.models import Module, ModuleText

NONCHARACTERS = ("\ufffe", "\uffff")
"""XML, in which texts go to translators, cannot carry them."""
WEB = ("https://", "http://")


class Words(Text):
    """Text of the library: lines end in one way, whatever browser sent them."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        if isinstance(value, str):
            value = value.replace("\r\n", "\n").replace("\r", "\n")
            if any(letter in value for letter in NONCHARACTERS):
                raise self.make_error("control")
        return super()._deserialize(value, attr, data, **options)


class Lines(Translated, fields.Field[list[str]]):
    """One sentence on each line."""

    def __init__(self, **options: Any) -> None:
        messages = {
            "invalid": _("Write this as text."),
            "many": _("At most %(most)s lines."),
            "long": _("At most %(most)s characters in a line."),
        }
        super().__init__(error_messages=messages, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> list[str]:
        text = Words(limits.OBJECTIVES * (limits.OBJECTIVE + 2)).deserialize(value)
        lines = [line.strip() for line in str(text or "").splitlines() if line.strip()]
        if len(lines) > limits.OBJECTIVES:
            raise self.make_error("many", most=limits.OBJECTIVES)
        if any(len(line) > limits.OBJECTIVE for line in lines):
            raise self.make_error("long", most=limits.OBJECTIVE)
        return lines


class WorkSchema(Schema):
    """Something the module refers to or was made of."""

    title = Words(limits.LINE, required=True)
    author = Words(limits.LINE, load_default="")
    url = Words(limits.LINE, load_default="")
    licence = Choice(["", *licences.NAMES], load_default="")

    @validates("url")
    def _check_url(self, url: str, **rest: Any) -> None:
        if url and not url.startswith(WEB):
            raise ValidationError(str(_("Write an address like https://example.org.")))


class BasisSchema(WorkSchema):
    """What the module was made of: without its licence nobody knows whether that is allowed."""

    licence = Choice(licences.NAMES, required=True)


class FactsSchema(Schema):
    version = Whole(load_default=0)
    position = Whole(1, limits.POSITION, required=True)
    audience = Choices(AUDIENCES, load_default=list)
    level = Choice(LEVELS, required=True)
    minutes = Whole(5, limits.MINUTES, required=True)
    licence = Choice(licences.OFFERED, required=True)
    compulsory = YesNo(load_default=False)
    sources = fields.List(fields.Nested(WorkSchema), load_default=list)
    based_on = fields.List(fields.Nested(BasisSchema), load_default=list)

    @validates("audience")
    def _check_audience(self, codes: list[str], **rest: Any) -> None:
        if not codes:
            raise ValidationError(str(_("Choose at least one.")))


class NewModuleSchema(FactsSchema):
    """Its address and its source language never change afterwards."""

    slug = Words(60, required=True)
    source_language = Words(5, required=True)
    position = Whole(1, limits.POSITION, load_default=None, allow_none=True)

    @pre_load
    def _as_address(self, data: Any, **rest: Any) -> Any:
        slug = data.get("slug")
        return {**data, "slug": fold(slug).replace(" ", "-")} if isinstance(slug, str) else data

    @validates("slug")
    def _check_slug(self, slug: str, **rest: Any) -> None:
        if not limits.SLUG.fullmatch(slug):
            raise ValidationError(str(_("Use letters and digits only.")))

    @validates("source_language")
    def _check_language(self, code: str, **rest: Any) -> None:
        if code not in tenant().languages:
            raise ValidationError(str(_("Choose one of the list.")))

    @post_load
    def _without_version(self, data: dict[str, Any], **rest: Any) -> dict[str, Any]:
        data.pop("version", None)
        return data


class QuestionSchema(Schema):
    """A question as a row of a form: its options stand one on each line, the right ones marked."""

    question = Words(limits.LINE, required=True)
    options = Words(limits.OPTIONS * (limits.LINE + 3), required=True)
    explanation = Words(limits.SUMMARY, load_default="")

    @validates_schema
    def _check_options(self, data: dict[str, Any], **rest: Any) -> None:
        options = options_of(data.get("options", ""))
        if not 2 <= len(options) <= limits.OPTIONS:
            text = str(_("Give from 2 to %(most)s options, one on each line."))
            raise ValidationError(text % {"most": limits.OPTIONS}, "options")
        if not any(option["right"] for option in options):
            raise ValidationError(str(_("Put a * before each option that is right.")), "options")

    @post_load
    def _apart(self, data: dict[str, Any], **rest: Any) -> dict[str, Any]:
        return {**data, "options": options_of(data["options"])}


def options_of(text: str) -> list[dict[str, Any]]:
    """`* Yes` on a line is a right option, `No` another."""
    lines = [line.strip() for line in text.splitlines()]
    found = [(line.lstrip("*").strip(), line.startswith("*")) for line in lines]
    return [{"text": words, "right": right} for words, right in found if words]


class TextSchema(Schema):
    version = Whole(0, load_default=0)
    in_line_with = Words(64, load_default=None, allow_none=True)
    title = Words(limits.TITLE, required=True)
    summary = Words(limits.SUMMARY, load_default="")
    objectives = Lines(load_default=list)
    body = Words(limits.BODY, load_default="")
    quiz = fields.List(fields.Nested(QuestionSchema), load_default=list)

    @validates("quiz")
    def _check_quiz(self, quiz: list[Any], **rest: Any) -> None:
        if len(quiz) > limits.QUESTIONS:
            text = str(_("At most %(most)s questions."))
            raise ValidationError(text % {"most": limits.QUESTIONS})


class FileSchema(Schema):
    """A file comes beside the form; no other field is asked for."""


class ReviewSchema(Schema):
    version = Whole(0, required=True)
    decision = Choice(("approve", "send_back"), required=True)
    remark = Words(limits.REMARK, load_default="")

    @validates_schema
    def _check_remark(self, data: dict[str, Any], **rest: Any) -> None:
        if data.get("decision") == "send_back" and not data.get("remark"):
            raise ValidationError(
                str(_("Say what is to be done, so that the writer knows.")), "remark"
            )


class PublicationSchema(Schema):
    seen = Words(64, required=True)
    changes = Words(limits.REMARK, load_default="")


def text_for_form(text: ModuleText) -> dict[str, Any]:
    """A text as its form shows it."""
    return {
        "version": text.version,
        "title": text.title,
        "summary": text.summary,
        "objectives": "\n".join(text.objectives),
        "body": text.body,
        "quiz": [question_for_form(item) for item in text.quiz],
    }


def question_for_form(item: dict[str, Any]) -> dict[str, str]:
    marked = [f"{'* ' if option['right'] else ''}{option['text']}" for option in item["options"]]
    explanation = item.get("explanation", "")
    return {"question": item["question"], "options": "\n".join(marked), "explanation": explanation}


def facts_for_form(module: Module) -> dict[str, Any]:
    names = ("version", "position", "audience", "level", "minutes", "licence", "compulsory")
    return {name: getattr(module, name) for name in (*names, "sources", "based_on")}
