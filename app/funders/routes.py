"""Funders for people: the list, the board, the page of one, and its changes."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.export import TYPES
from app.core.listing import kept_arguments, number_in
from app.core.permissions import Permission
from app.core.questions import ask
from app.core.web import LARGEST_ID, Form, requires
from app.documents.doors import Owner, add_documents
from app.funders import actions, labels, pages, queries, rules, schemas
from app.funders.models import Funder

bp = Blueprint("funders", __name__, url_prefix="/funders", template_folder="templates")


@bp.get("/")
@requires(Permission.FUNDING_READ)
def index() -> ResponseReturnValue:
    return render_template(
        "funders/index.html",
        listing=queries.funders(**pages.asked(request.args)),
        pipeline=queries.pipeline(),
        board_stages=rules.BOARD,
        quiet_means=pages.quiet_in_words(rules.QUIET_MONTHS),
        owners=queries.owners(also_former=True),
        languages=labels.language_names(),
        kept=kept_arguments(),
        **pages.words(),
    )


@bp.get("/board")
@requires(Permission.FUNDING_READ)
def board() -> ResponseReturnValue:
    filters = {name: pages.asked(request.args)[name] for name in ("owner", "kind")}
    return render_template(
        "funders/board.html",
        columns=rules.BOARD,
        pipeline=queries.pipeline(**filters),
        cards=queries.cards(**filters),
        owners=queries.owners(also_former=True),
        filters=filters,
        **pages.words(),
    )


@bp.get("/export.<kind>")
@requires(Permission.FUNDING_READ, writes=True)
def export(kind: str) -> ResponseReturnValue:
    return pages.export(kind) if kind in TYPES else abort(404)


@bp.get("/<int:funder_id>")
@requires(Permission.FUNDING_READ)
def show(funder_id: int) -> ResponseReturnValue:
    funder = get_funder(funder_id)
    return render_template(
        "funders/show.html",
        names=dict(ask("event.names")),
        panels=pages.sorted_panels(ask("funder.panels", funder)),
        **pages.of_funder(funder),
        **pages.words(),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def new() -> ResponseReturnValue:
    form = Form(schemas.NewFunderSchema(), of={"stage": "identified"})
    if form.submit(actions.add_funder):
        flash(_("The funder is here now. Add whom you know there."))
        return to_funder(form.result)
    return _edit_page(form, None)


@bp.route("/<int:funder_id>/edit", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def edit(funder_id: int) -> ResponseReturnValue:
    funder = get_funder(funder_id)
    form = Form(schemas.FunderSchema(exclude=("stage",)), of=funder)
    if form.submit(actions.change_funder, funder=funder):
        flash(_("Saved."))
        return to_funder(funder)
    return _edit_page(form, get_funder(funder_id))


def _edit_page(form: Form, funder: Funder | None) -> ResponseReturnValue:
    page = render_template(
        "funders/edit.html",
        form=form,
        funder=funder,
        double=pages.double(form.reasons, form.values.get("name", "")),
        owners=queries.owners(),
        languages=labels.language_names(),
        **pages.words(),
    )
    return page, form.status


@bp.post("/<int:funder_id>/stage")
@requires(Permission.FUNDING_MANAGE)
def move(funder_id: int) -> ResponseReturnValue:
    funder, form = get_funder(funder_id), Form(schemas.StageSchema())
    if not form.submit(actions.move, funder=funder):
        return _stage_page(form, get_funder(funder_id))
    said = {"funder": funder.name, "stage": labels.STAGES[funder.stage]}
    flash(_("%(funder)s: %(stage)s.", **said))
    if request.args.get("from") == "board":
        owner, kind = request.args.get("owner"), request.args.get("kind")
        return redirect(url_for(".board", owner=owner, kind=kind), 303)
    return to_funder(funder)


def _stage_page(form: Form, funder: Funder) -> ResponseReturnValue:
    return render_template(
        "funders/stage.html", form=form, funder=funder, **pages.words()
    ), form.status


@bp.post("/many")
@requires(Permission.FUNDING_MANAGE)
def change_many() -> ResponseReturnValue:
    """A stage, an owner, or both, for those ticked."""
    form = Form(schemas.ManySchema())
    if form.submit(actions.change_many):
        count = len(form.result)
        flash(ngettext("%(num)d funder was changed.", "%(num)d funders were changed.", count))
        return redirect(url_for(".index", **kept_arguments()), 303)
    ticked = [number_in(one) for one in request.form.getlist("funder")]
    return render_template(
        "funders/many.html",
        form=form,
        chosen={funder.id: funder.name for funder in queries.funders_among(ticked)},
        owners=queries.owners(),
        **pages.words(),
    ), form.status


@bp.route("/hand-over", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def hand_over() -> ResponseReturnValue:
    """All that somebody owns goes to somebody else."""
    giver = number_in(request.args.get("from", ""))
    form = Form(schemas.HandOverSchema())
    if giver and form.submit(actions.hand_over, giver_id=giver):
        count = len(form.result)
        flash(ngettext("%(num)d funder was given.", "%(num)d funders were given.", count))
        return redirect(url_for(".index", owner=form.data["owner_id"]), 303)
    return render_template(
        "funders/hand_over.html",
        form=form,
        giver=giver,
        chosen=queries.funders_of(giver) if giver else [],
        owners=queries.owners(),
        givers=queries.owners(also_former=True),
        **pages.words(),
    ), form.status


def get_funder(funder_id: int) -> Funder:
    return (queries.find_funder(funder_id) if 0 < funder_id <= LARGEST_ID else None) or abort(404)


def to_funder(funder: Any) -> ResponseReturnValue:
    return redirect(url_for("funders.show", funder_id=funder.id), 303)


add_documents(
    bp,
    Owner(
        find=get_funder,
        url=lambda funder: url_for("funders.show", funder_id=funder.id, _anchor="documents"),
        read=Permission.FUNDING_READ,
        manage=Permission.FUNDING_MANAGE,
    ),
)

from app.funders import relation_routes  # noqa: E402, F401 - their addresses
