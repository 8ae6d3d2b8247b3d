"""Training for programs: modules and completions, to read; the sessions are added above."""

from typing import Any

from flask import abort
from marshmallow import fields

from app.core.api import (
    Door,
    PageArgs,
    Tagged,
    cached,
    items_schema,
    page_of,
    page_schema,
    sort_field,
    tagged,
)
from app.core.fields import Schema, Whole
from app.core.listing import Listing
from app.core.permissions import Permission
from app.core.web import LARGEST_ID, requires
from app.training.models import Completion
from app.training.queries import completions, modules
from app.training.reading import languages_of, told

bp = Door(
    "training_api",
    __name__,
    url_prefix="/api/v1/training",
    description="Training: the modules, their sessions, and who completed them.",
)
COMPLETION_SORTS = {"completed": (Completion.completed_on, Completion.id)}


class ModuleRowSchema(Schema):
    """A module of the country's copy; the title is in the language of the request."""

    id = fields.Integer()
    slug = fields.String()
    title = fields.Function(lambda module: told(module).title, metadata={"type": "string"})
    position = fields.Integer()
    edition = fields.Integer()
    languages = fields.Function(
        languages_of, metadata={"type": "array", "items": {"type": "string"}}
    )
    compulsory = fields.Boolean()
    retired_at = fields.DateTime(allow_none=True)


class ModuleDetailSchema(ModuleRowSchema):
    """With its texts by language, the facts of its edition, and what the country added."""

    facts = fields.Dict()
    texts = fields.Dict()
    introductions = fields.Dict()
    examples = fields.Dict()


class CompletionRowSchema(Schema):
    """A module that somebody completed, without what the facilitator saw."""

    id = fields.Integer()
    person_id = fields.Integer()
    module_id = fields.Integer()
    edition = fields.Integer()
    way = fields.String()
    completed_on = fields.Date()
    hours = fields.Float()
    session_id = fields.Integer(allow_none=True)


class CompletionsArgs(PageArgs):
    person = Whole()
    module = Whole()
    sort = sort_field(COMPLETION_SORTS)


@bp.route("/modules")
@bp.response(200, items_schema(ModuleRowSchema))
@requires(Permission.TRAINING_READ)
def list_modules() -> dict[str, Any]:
    """All modules of the copy, in the order of the course, the retired ones last."""
    return {"items": modules.all_modules()}


@bp.route("/modules/<int:module_id>")
@bp.response(200, ModuleDetailSchema)
@cached
@requires(Permission.TRAINING_READ)
def show_module(module_id: int) -> Tagged:
    """One module in all its languages."""
    found = modules.find_module(module_id) if module_id <= LARGEST_ID else None
    return tagged(found or abort(404))


@bp.route("/completions")
@bp.arguments(CompletionsArgs, location="query")
@bp.response(200, page_schema(CompletionRowSchema))
@requires(Permission.TRAINING_READ)
def list_completions(asked: dict[str, Any]) -> dict[str, Any]:
    """Completed modules of the people this token sees."""
    return page_of(Listing(completions.completions(asked), sorts=COMPLETION_SORTS))
