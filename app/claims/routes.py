"""Claims for people: the list, a claim with its lines, and what recomputing says."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.allocation.models import Evidence
from app.antennas.queries import all_antennas
from app.claims import (
    actions,
    exporting,
    judging,
    labels,
    queries,
    recomputing,
    rules,
    sources,
    steps,
)
from app.claims.finding import claim_or_404, number
from app.claims.models import Claim, ClaimState
from app.claims.schemas import ClaimSchema, DetailsSchema
from app.core import clock, events
from app.core.events import events_of
from app.core.export import TYPES, table_response
from app.core.listing import kept_arguments
from app.core.permissions import Permission
from app.core.questions import ask
from app.core.viewer import viewer
from app.core.web import Form, requires
from app.documents import queries as documents
from app.documents.doors import Owner, add_documents
from app.grants.labels import UNITS, unit_name

bp = Blueprint("claims", __name__, url_prefix="/claims", template_folder="templates")
for word in (labels.state_name, labels.state_tag, exporting.who):
    bp.add_app_template_global(word, f"claim_{word.__name__}")


@bp.get("/")
@requires(Permission.FUNDING_READ)
def index() -> ResponseReturnValue:
    asked = {"q": request.args.get("q", "")[:100], "grant": number("grant")}
    state = request.args.get("state", "")
    return render_template(
        "claims/index.html",
        listing=queries.claims(**asked, state=state if state in labels.SHOWN else ""),
        states=labels.SHOWN,
        today=clock.today(),
        open_states=rules.OPEN_STATES,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def new() -> ResponseReturnValue:
    grants = queries.claimable_grants()
    form = Form(ClaimSchema(), of={"grant_id": number("grant") or None})
    if form.submit(actions.make_claim):
        flash(_("The claim is made with the lines of the ledger."))
        return redirect(url_for(".show", claim_id=form.result.id), 303)
    choices = {one.id: f"{one.code} · {one.title}" for one in grants}
    return render_template("claims/new.html", form=form, grants=choices), form.status


@bp.get("/<int:claim_id>")
@requires(Permission.FUNDING_READ)
def show(claim_id: int) -> ResponseReturnValue:
    claim = claim_or_404(claim_id)
    is_open = claim.state in rules.OPEN_STATES
    return render_template(
        "claims/show.html",
        claim=claim,
        verdict=judging.verdict_on(claim) if is_open else None,
        papers=judging.papers_of(claim.grant),
        events=events_of(claim, 100),
        names=dict(ask("event.names")),
        source=sources.told(claim),
        steps=_steps(claim),
        sees_all=viewer().antenna_ids is None,
        documents=documents.documents_of(claim),
        removed=documents.documents_of(claim, removed=True),
        may_check=viewer().user_id != claim.prepared_by_id,
        unit_name=unit_name,
        payments=labels.PAYMENTS,
        **_lines_in_short(claim),
    )


def _lines_in_short(claim: Claim) -> dict[str, Any]:
    """What the card of the lines tells: all of them by antenna, and how many are shown."""
    antennas = {one.id: one.name for one in all_antennas()}
    groups = queries.by_antenna(claim)
    number_of_all = sum(one.number for one in groups)
    shown, shown_cents = queries.sums_of_seen(claim)
    return {
        "groups": groups,
        "antenna_names": antennas,
        "line_count": number_of_all,
        "hidden_lines": number_of_all - shown,
        "hidden_cents": claim.amount_cents - shown_cents,
        "evidence": queries.count_evidence(claim),
        "evidence_names": labels.EVIDENCE,
        "complete": Evidence.COMPLETE,
    }


def _steps(claim: Claim) -> list[str]:
    """What can be done next, in the order of the work."""
    if claim.state == ClaimState.WITHDRAWN or not viewer().may(Permission.FUNDING_MANAGE):
        return []
    if claim.state in rules.OPEN_STATES:
        return ["check"] if claim.state == ClaimState.DRAFT else ["submit", "undo_check"]
    if claim.decided_on is None:
        undo = ["undo_submission"] if claim.state == ClaimState.SUBMITTED else []
        return ["decide", "question", *undo]
    found = ["pay"] if claim.awaited_cents else []
    found += ["claw_back"] if claim.paid_cents > claim.clawed_back_cents else []
    return found if claim.paid_cents else [*found, "undo_decision"]


@bp.route("/<int:claim_id>/details", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def change(claim_id: int) -> ResponseReturnValue:
    claim = claim_or_404(claim_id)
    form = Form(DetailsSchema(), of=claim)
    if form.submit(actions.change_details, claim=claim):
        flash(_("The claim is changed."))
        return redirect(url_for(".show", claim_id=claim_id), 303)
    return render_template(
        "claims/change.html", claim=claim_or_404(claim_id), form=form
    ), form.status


@bp.get("/<int:claim_id>/lines")
@requires(Permission.FUNDING_READ)
def lines(claim_id: int) -> ResponseReturnValue:
    claim = claim_or_404(claim_id)
    evidence = request.args.get("evidence", "")
    evidence = evidence if evidence in labels.EVIDENCE else ""
    shown, _cents = queries.sums_of_seen(claim)
    return render_template(
        "claims/lines.html",
        claim=claim,
        listing=queries.lines(claim, antenna=number("antenna"), evidence=evidence),
        antennas={one.id: one.name for one in all_antennas()},
        states=labels.EVIDENCE,
        tags=labels.EVIDENCE_TAGS,
        sources=labels.SOURCES,
        units=UNITS,
        hidden=sum(one.number for one in queries.by_antenna(claim)) - shown,
        kept=kept_arguments(),
    )


@bp.get("/<int:claim_id>/lines/export.<kind>")
@requires(Permission.FUNDING_READ, writes=True)
def export(claim_id: int, kind: str) -> ResponseReturnValue:
    """The lines that the viewer may see, with the same choice as the list."""
    claim = claim_or_404(claim_id)
    if kind not in TYPES:
        abort(404)
    asked = {"antenna": number("antenna"), "evidence": request.args.get("evidence", "")}
    rows = list(exporting.rows(claim, **asked))
    events.record("claim.lines_exported", claim, kind=kind, number=len(rows))
    return table_response(f"{_('claim')}-{claim.code}", exporting.headers(), rows, kind)


@bp.get("/<int:claim_id>/recomputing")
@requires(Permission.FUNDING_READ)
def recompute(claim_id: int) -> ResponseReturnValue:
    claim = claim_or_404(claim_id)
    return render_template(
        "claims/recompute.html",
        claim=claim,
        found=recomputing.recompute(claim),
        changes=labels.CHANGES,
    )


@bp.post("/<int:claim_id>/refreshing")
@requires(Permission.FUNDING_MANAGE)
def refresh(claim_id: int) -> ResponseReturnValue:
    differing = actions.refresh(claim=claim_or_404(claim_id))
    told = ngettext("One line differed.", "%(num)d lines differed.", differing)
    flash(told if differing else _("The lines are those of the ledger."))
    return redirect(url_for(".show", claim_id=claim_id), 303)


def _for_documents(claim_id: int) -> Claim:
    """Papers of a claim may name people of any antenna: open to those who see them all."""
    return claim_or_404(claim_id) if viewer().antenna_ids is None else abort(404)


add_documents(
    bp,
    Owner(
        find=_for_documents,
        url=lambda claim: url_for("claims.show", claim_id=claim.id),
        read=Permission.FUNDING_READ,
        manage=Permission.FUNDING_MANAGE,
    ),
)
bp.register_blueprint(steps.bp)
