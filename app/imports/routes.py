"""Imports for people: the pages."""

from typing import Any

from flask import Blueprint, abort, current_app, flash, jsonify, redirect, render_template, request
from flask import url_for as address
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from app.core.errors import Refused
from app.core.export import table_response
from app.core.permissions import Permission
from app.core.web import Form, flatten, requires
from app.imports import actions, pages, queries
from app.imports.models import STATE_NAMES, Import, ImportState
from app.imports.schemas import ChoicesSchema, UploadSchema, values_of
from app.lists.fields import KINDS
from app.lists.profiles import check_profile
from app.refused_rows.files import lines_of
from app.refused_rows.queries import RefusedLines, count_refused_lines, refusals_of
from app.spreadsheets.refused import file_headers
from app.spreadsheets.schemas import DELIMITER_NAMES, ENCODINGS, ORDER_NAMES

bp = Blueprint("imports", __name__, url_prefix="/imports", template_folder="templates")

bp.record(lambda state: check_profile(state.app.extensions["tandem.tenant"]))


@bp.app_context_processor
def words() -> dict[str, Any]:
    """What the templates of imports call things."""
    return {"import_pages": pages}


@bp.get("/")
@requires(Permission.IMPORTS_RUN)
def index() -> ResponseReturnValue:
    return render_template(
        "imports/index.html", listing=queries.all_imports(), state_names=STATE_NAMES
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.IMPORTS_RUN, limit="30 per minute")
def new() -> ResponseReturnValue:
    form = Form(UploadSchema())
    if form.submit(actions.bring_in, file=request.files.get("file")):
        return _to(form.result.id)
    page = render_template(
        "imports/new.html",
        form=form,
        kinds=KINDS,
        encodings=ENCODINGS,
        delimiters=DELIMITER_NAMES,
        most=pages.most_megabytes(current_app.config["MAX_CONTENT_LENGTH"]),
    )
    return page, form.status


@bp.get("/<int:import_id>")
@requires(Permission.IMPORTS_RUN)
def show(import_id: int) -> ResponseReturnValue:
    import_ = queries.get_import(import_id)
    if import_.is_under_way:
        return render_template("imports/under_way.html", import_=import_)
    if import_.state == ImportState.DRAFT:
        return _draft(import_, Form(ChoicesSchema()))
    return _done(import_)


@bp.post("/<int:import_id>/choices")
@requires(Permission.IMPORTS_RUN)
def choose(import_id: int) -> ResponseReturnValue:
    import_ = queries.get_import(import_id)
    form = Form(ChoicesSchema())
    if form.submit(actions.choose, import_=import_):
        flash(_("Read again as you chose."))
        return _to(import_id)
    return _draft(queries.get_import(import_id), form)


@bp.post("/<int:import_id>/start")
@requires(Permission.IMPORTS_RUN)
def start(import_id: int) -> ResponseReturnValue:
    import_ = actions.start(import_=queries.get_import(import_id))
    flash(pages.told_after_start(import_.total))
    return _to(import_id)


@bp.post("/<int:import_id>/discarding")
@requires(Permission.IMPORTS_RUN)
def discard(import_id: int) -> ResponseReturnValue:
    actions.discard(import_=queries.get_import(import_id))
    flash(_("The file was discarded. Nothing of it was taken over."))
    return redirect(address(".index"), 303)


@bp.get("/<int:import_id>/progress")
@requires(Permission.IMPORTS_RUN)
def progress(import_id: int) -> ResponseReturnValue:
    """What the bar of the page asks for once a second."""
    import_ = queries.get_import(import_id)
    words = pages.words_of(import_)
    state = ImportState.RUNNING if words else import_.state
    return jsonify(done=import_.done, total=import_.total, state=state, words=words)


@bp.get("/<int:import_id>/refused.csv")
@requires(Permission.IMPORTS_RUN)
def refused(import_id: int) -> ResponseReturnValue:
    """The refused rows of one list, to be corrected and sent again."""
    import_ = queries.get_import(import_id)
    number = _part_asked(import_)
    part = import_.parts[number]
    headers = file_headers(part["headers"])
    lines = lines_of(refusals_of(import_id, number), part["headers"])
    return table_response(f"{_('refused')}-{part['kind']}-{import_id}", headers, lines, "csv")


@bp.route("/<int:import_id>/undoing", methods=["GET", "POST"])
@requires(Permission.IMPORTS_RUN)
def undo(import_id: int) -> ResponseReturnValue:
    import_ = queries.get_import(import_id)
    if request.method == "POST":
        try:
            actions.undo(import_=import_)
        except Refused as refusal:
            return _undo_page(import_, refusal.reasons), 409
        return _to(import_id)
    return _undo_page(import_, actions.against_undoing(import_))


def _undo_page(import_: Import, against: list[Any]) -> str:
    return render_template("imports/undo.html", import_=import_, against=against)


def _draft(import_: Import, form: Form) -> ResponseReturnValue:
    if form.status == 200:
        form.values = flatten(values_of(import_.options, import_.parts))
    page = render_template(
        "imports/draft.html",
        import_=import_,
        form=form,
        kinds=KINDS,
        encodings=ENCODINGS,
        delimiters=DELIMITER_NAMES,
        orders=ORDER_NAMES,
    )
    return page, form.status


def _done(import_: Import) -> ResponseReturnValue:
    number = _part_asked(import_)
    return render_template(
        "imports/done.html",
        import_=import_,
        number=number,
        listing=RefusedLines(import_.id, number),
        refused_lines=count_refused_lines(import_.id),
        failure=queries.failure_text(import_),
    )


def _part_asked(import_: Import) -> int:
    """The list asked for in the address, the first one unless told; 404 when there is none."""
    text = request.args.get("part", "0")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1
    return number if 0 <= number < max(1, len(import_.parts)) else abort(404)


def _to(import_id: int) -> Response:
    return redirect(address(".show", import_id=import_id), 303)
