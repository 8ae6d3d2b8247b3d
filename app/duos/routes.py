"""Duos for people: the pages."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import clock
from app.core.events import events_of
from app.core.export import TYPES
from app.core.fields import Schema
from app.core.listing import kept_arguments, number_in
from app.core.permissions import Permission
from app.core.questions import ask
from app.core.viewer import viewer
from app.core.vocabularies import END_REASONS
from app.core.web import LARGEST_ID, Form, requires
from app.duos import actions, labels, pages, queries, rules, schemas
from app.duos.models import UNREACHABLE, Duo
from app.matching.queries import antenna_choices, find_proposal

bp = Blueprint("duos", __name__, url_prefix="/duos", template_folder="templates")
for word in (labels.state_name, labels.state_tag, labels.end_in_words):
    bp.add_app_template_global(word, f"duo_{word.__name__}")


@bp.get("/")
@requires(Permission.DUOS_READ)
def index() -> ResponseReturnValue:
    return render_template(
        "duos/index.html",
        listing=queries.duos(**pages.asked(request.args)),
        antennas=antenna_choices(),
        owners=queries.possible_owners(),
        states=labels.SHOWN_NAMES,
        contacts=labels.CONTACTS,
        today=clock.today(),
        kept=kept_arguments(),
    )


@bp.get("/export.<kind>")
@requires(Permission.PEOPLE_EXPORT, writes=True)
def export(kind: str) -> ResponseReturnValue:
    if kind not in TYPES or not viewer().may(Permission.DUOS_READ):
        abort(404)
    return pages.export(kind, antenna_choices())


@bp.get("/<int:duo_id>")
@requires(Permission.DUOS_READ)
def show(duo_id: int) -> ResponseReturnValue:
    duo = _duo(duo_id)
    proposal = find_proposal(duo.proposal_id) if duo.proposal_id else None
    return render_template(
        "duos/show.html",
        duo=duo,
        proposal=proposal,
        course=pages.course(duo, proposal),
        events=events_of(duo),
        names=dict(ask("event.names")),
        panels=ask("duo.panels", duo),
        today=clock.today(),
    )


@bp.route("/proposals/<int:proposal_id>/agreement", methods=["GET", "POST"])
@requires(Permission.DUOS_MANAGE)
def sign(proposal_id: int) -> ResponseReturnValue:
    proposal = find_proposal(proposal_id) if proposal_id <= LARGEST_ID else None
    if proposal is None:
        abort(404)
    shown = {
        "agreed_on": clock.today(),
        "hours_per_week": schemas.USUAL_HOURS,
        "owner_id": viewer().user_id,
    }
    form = Form(schemas.AgreementSchema(), of=shown)
    if form.submit(actions.sign_agreement, proposal=proposal):
        flash(_("The duo has begun."))
        return redirect(url_for(".show", duo_id=form.result.id), 303)
    return render_template(
        "duos/sign.html",
        proposal=find_proposal(proposal_id),
        form=form,
        owners=queries.possible_owners(proposal.antenna_id),
        today=clock.today(),
    ), form.status


@bp.route("/<int:duo_id>/extension", methods=["GET", "POST"])
@requires(Permission.DUOS_MANAGE)
def extend(duo_id: int) -> ResponseReturnValue:
    return _change(duo_id, schemas.ExtensionSchema(), actions.extend, _("The duo goes on longer."))


@bp.route("/<int:duo_id>/pause", methods=["GET", "POST"])
@requires(Permission.DUOS_MANAGE)
def pause(duo_id: int) -> ResponseReturnValue:
    return _change(duo_id, schemas.PauseSchema(), actions.pause, _("The duo is paused."))


@bp.route("/<int:duo_id>/resumption", methods=["GET", "POST"])
@requires(Permission.DUOS_MANAGE)
def resume(duo_id: int) -> ResponseReturnValue:
    return _change(duo_id, schemas.ResumptionSchema(), actions.resume, _("The duo goes on."))


@bp.route("/<int:duo_id>/closing", methods=["GET", "POST"])
@requires(Permission.DUOS_MANAGE)
def close(duo_id: int) -> ResponseReturnValue:
    return _change(duo_id, schemas.ClosingSchema(), actions.close, _("The duo is closed."))


@bp.route("/<int:duo_id>/reopening", methods=["GET", "POST"])
@requires(Permission.DUOS_MANAGE)
def reopen(duo_id: int) -> ResponseReturnValue:
    return _change(duo_id, schemas.ReopeningSchema(), actions.reopen, _("The duo runs again."))


@bp.route("/hand-over", methods=["GET", "POST"])
@requires(Permission.DUOS_MANAGE)
def hand_over() -> ResponseReturnValue:
    """Those ticked in the list (`duo`), or all running ones of one owner (`from`, `antenna`)."""
    giver, antenna_id = number_in(request.args.get("from", "")), _antenna_id()
    ids = [number_in(text) for text in request.args.getlist("duo")[:500]]
    duos = queries.running_duos(ids=ids, owner_id=giver or None, antenna_id=antenna_id)
    count, form = len(duos), Form(schemas.OwnerSchema())
    if form.submit(actions.hand_over, duos=duos):
        flash(ngettext("%(num)d duo has a new owner.", "%(num)d duos have a new owner.", count))
        return redirect(url_for(".index", owner=form.data["owner_id"]), 303)
    return render_template(
        "duos/hand_over.html",
        form=form,
        duos=queries.running_duos(ids=ids, owner_id=giver or None, antenna_id=antenna_id),
        owners=queries.possible_owners(),
        antennas=antenna_choices(),
        giver=giver,
    ), form.status


def _antenna_id() -> int | None:
    return number_in(request.args.get("antenna", "")) or None


def _change(
    duo_id: int, schema: Schema, action: Callable[..., Any], done: str
) -> ResponseReturnValue:
    """A page with one form that changes one duo; its template is named after the endpoint."""
    duo = _duo(duo_id)
    form = Form(schema)
    if form.submit(action, duo=duo):
        flash(done)
        return redirect(url_for(".show", duo_id=duo_id), 303)
    endpoint = (request.endpoint or "").rpartition(".")[2]
    return render_template(
        f"duos/{endpoint}.html",
        duo=_duo(duo_id),
        form=form,
        today=clock.today(),
        furthest=clock.months_after(_duo(duo_id).planned_end_on, rules.MONTHS),
        ways=schemas.WAYS,
        breaking_off={code: END_REASONS[code] for code in rules.BREAKING_OFF},
        unreachable=UNREACHABLE,
    ), form.status


def _duo(duo_id: int) -> Duo:
    """Read again after a form that was refused, since nothing read before holds then."""
    if not 0 < duo_id <= LARGEST_ID:
        abort(404)
    return queries.find_duo(duo_id) or abort(404)
