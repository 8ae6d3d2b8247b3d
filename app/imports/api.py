"""Imports for programs: the same schemas, queries and actions behind a JSON door."""

from typing import Any

from flask import Response, abort, request, url_for

from app.core.api import Door, PageArgs, page_of, page_schema, sort_field
from app.core.db import db
from app.core.fields import Whole
from app.core.permissions import Permission
from app.core.web import load, requires
from app.imports import actions, queries
from app.imports.models import Import
from app.imports.schemas import ImportSchema, RefusalSchema, UploadSchema
from app.lists.fields import KINDS
from app.refused_rows.queries import RefusedLines
from app.spreadsheets.schemas import DELIMITERS, ENCODINGS

MULTIPART = "multipart/form-data"
FILE = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "CSV, XLSX, XLS or ODS."},
        "kind": {"type": "string", "enum": list(KINDS)},
        "encoding": {"type": "string", "enum": list(ENCODINGS)},
        "delimiter": {"type": "string", "enum": list(DELIMITERS)},
    },
}
bp = Door(
    "imports_api", __name__, url_prefix="/api/v1/imports", description="Files of a national team."
)


class ImportsArgs(PageArgs):
    sort = sort_field(("newest", "oldest"))


class RefusalsArgs(PageArgs):
    part = Whole(
        least=0,
        most=999,
        load_default=0,
        metadata={"description": "The number of the list in the file, from 0."},
    )


@bp.route("")
@bp.arguments(ImportsArgs, location="query")
@bp.response(200, page_schema(ImportSchema))
@requires(Permission.IMPORTS_RUN)
def index(_asked: dict[str, Any]) -> dict[str, Any]:
    """Those that this token's account sent; all of them for whoever sees all that is in them."""
    return page_of(queries.all_imports())


@bp.route("", methods=["POST"])
@bp.doc(requestBody={"required": True, "content": {MULTIPART: {"schema": FILE}}})
@bp.response(201, ImportSchema)
@requires(Permission.IMPORTS_RUN, limit="30 per minute")
def send() -> tuple[Import, dict[str, str]]:
    """Send a file: it is read and counted, and nothing of it is taken over until it is started."""
    if request.mimetype != MULTIPART:
        abort(415)
    import_ = actions.bring_in(file=request.files.get("file"), **load(UploadSchema()))
    db.session.flush()
    return import_, {"Location": url_for(".show", import_id=import_.id)}


@bp.route("/<int:import_id>")
@bp.response(200, ImportSchema)
@requires(Permission.IMPORTS_RUN)
def show(import_id: int) -> Import:
    """One import: how far it is, and its counts once it is done."""
    return queries.get_import(import_id)


@bp.route("/<int:import_id>/refusals")
@bp.arguments(RefusalsArgs, location="query")
@bp.response(200, page_schema(RefusalSchema))
@requires(Permission.IMPORTS_RUN)
def refusals(asked: dict[str, Any], import_id: int) -> dict[str, Any]:
    """What is wrong with the rows of one list of the file; pages are counted in rows."""
    import_ = queries.get_import(import_id)
    return page_of(RefusedLines(import_.id, asked["part"]))


@bp.route("/<int:import_id>/start", methods=["POST"])
@bp.response(202, ImportSchema)
@requires(Permission.IMPORTS_RUN)
def start(import_id: int) -> Import:
    """Take the file over, in the background; rows that are refused leave the others alone."""
    return actions.start(import_=queries.get_import(import_id))


@bp.route("/<int:import_id>/undoing", methods=["POST"])
@bp.response(202, ImportSchema)
@requires(Permission.IMPORTS_RUN)
def undo(import_id: int) -> Import:
    """Take back all that an import wrote, unless something depends on it by now."""
    return actions.undo(import_=queries.get_import(import_id))


@bp.route("/<int:import_id>/discarding", methods=["POST"])
@bp.response(204)
@requires(Permission.IMPORTS_RUN)
def discard(import_id: int) -> Response:
    """Forget a file that was not started."""
    actions.discard(import_=queries.get_import(import_id))
    return Response(status=204)
