"""Lists of funders for people: sending one, looking at it, taking it in, undoing it."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask import url_for as address
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response
from werkzeug.datastructures import MultiDict

from app.core.export import TYPES, table_response
from app.core.i18n import language
from app.core.permissions import Permission
from app.core.web import Form, flatten, requires
from app.funderlists import actions, labels, pages, queries, rules, schemas
from app.funderlists.judging import judged
from app.funderlists.models import FunderList, ListState
from app.funderlists.words import headings
from app.funders.labels import language_names
from app.funders.queries import owners
from app.spreadsheets.refused import file_headers
from app.spreadsheets.schemas import DELIMITER_NAMES, ENCODINGS, ORDER_NAMES

bp = Blueprint("funderlists", __name__, url_prefix="/funders/lists", template_folder="templates")
MANAGE = Permission.FUNDING_MANAGE


@bp.route("/", methods=["GET", "POST"])
@requires(MANAGE, limit="30 per minute")
def index() -> ResponseReturnValue:
    """Send a file; below, those that were read in before."""
    form = Form(schemas.UploadSchema())
    if form.submit(actions.bring_in, file=request.files.get("file")):
        return _to(form.result.id)
    page = render_template(
        "funderlists/index.html",
        form=form,
        listing=queries.all_lists(),
        states=labels.STATES,
        state_tags=labels.STATE_TAGS,
        told_after=pages.told_after,
        accepted=pages.accepted_words(),
        encodings=ENCODINGS,
        delimiters=DELIMITER_NAMES,
        most=actions.MOST_MEGABYTES,
    )
    return page, form.status


@bp.get("/blank.<kind>")
@requires(MANAGE)
def blank(kind: str) -> ResponseReturnValue:
    """An empty list with every column, in the reader's language."""
    if kind not in TYPES:
        abort(404)
    return table_response(_("funders"), headings(language()), [], kind)


@bp.get("/<int:list_id>")
@requires(MANAGE)
def show(list_id: int) -> ResponseReturnValue:
    list_ = queries.get_list(list_id)
    return _draft(list_) if list_.state == ListState.DRAFT else _done(list_)


@bp.post("/<int:list_id>/choices")
@requires(MANAGE)
def choose(list_id: int) -> ResponseReturnValue:
    list_, form = queries.get_list(list_id), Form(schemas.ChoicesSchema())
    if form.submit(actions.choose, list_=list_):
        flash(_("Read again as you chose."))
        return _to(list_id)
    return _draft(queries.get_list(list_id), form)


@bp.post("/<int:list_id>/taking-in")
@requires(MANAGE, limit="30 per minute")
def take_in(list_id: int) -> ResponseReturnValue:
    list_, form = queries.get_list(list_id), Form(schemas.TakingSchema())
    if form.submit(actions.take_in, list_=list_):
        flash(pages.told_after(list_))
        return _to(list_id)
    list_, again = queries.get_list(list_id), Form(schemas.ChoicesSchema())
    again.values = _chosen(list_)
    again.reasons, again.errors = form.reasons, form.errors
    return _draft(list_, again)


@bp.post("/<int:list_id>/discarding")
@requires(MANAGE)
def discard(list_id: int) -> ResponseReturnValue:
    actions.discard(list_=queries.get_list(list_id))
    flash(_("The list was discarded. Nothing of it was taken in."))
    return redirect(address(".index"), 303)


@bp.get("/<int:list_id>/refused.csv")
@requires(MANAGE)
def refused(list_id: int) -> ResponseReturnValue:
    """The refused rows, to be corrected and sent again."""
    list_ = queries.get_list(list_id)
    lines = pages.refused_lines(list_)
    return table_response(f"{_('refused')}-{list_id}", file_headers(list_.headers), lines, "csv")


@bp.route("/<int:list_id>/undoing", methods=["GET", "POST"])
@requires(MANAGE)
def undo(list_id: int) -> ResponseReturnValue:
    list_ = queries.get_list(list_id)
    against = rules.against_undoing(list_)
    if request.method == "POST" and not against:
        actions.undo(list_=list_)
        return _to(list_id)
    page = render_template("funderlists/undo.html", list_=list_, against=against)
    return page, 409 if request.method == "POST" else 200


def _draft(list_: FunderList, form: Form | None = None) -> ResponseReturnValue:
    if form is None:
        form = Form(schemas.ChoicesSchema())
        form.values = _chosen(list_)
    page = render_template(
        "funderlists/draft.html",
        list_=list_,
        form=form,
        against=rules.against_taking_in(list_),
        owners=owners(),
        languages=language_names(),
        orders=ORDER_NAMES,
        **pages.choices(),
        **pages.of_draft(list_, judged(list_)),
    )
    return page, form.status


def _chosen(list_: FunderList) -> MultiDict[str, str]:
    return flatten(schemas.shown(list_.chosen, len(list_.headers)))


def _done(list_: FunderList) -> ResponseReturnValue:
    return render_template(
        "funderlists/done.html",
        list_=list_,
        refusals=pages.refusals(list_),
        may_undo=not rules.against_undoing(list_),
        until=actions.undone_until(list_),
    )


def _to(list_id: int) -> Response:
    return redirect(address(".show", list_id=list_id), 303)
