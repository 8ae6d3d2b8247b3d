"""Pages of the ledger: the list, one line, what is done with lines by hand."""

from collections.abc import Callable, Sequence

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.allocation import actions, choosing_pages, labels, pages, queries, schemas
from app.allocation.models import Allocation
from app.core.errors import Refused
from app.core.events import events_of
from app.core.export import TYPES
from app.core.fields import Schema
from app.core.listing import kept_arguments
from app.core.permissions import Permission
from app.core.questions import ask
from app.core.web import LARGEST_ID, Form, requires

bp = Blueprint("allocation", __name__, url_prefix="/allocation", template_folder="templates")
for word in (labels.evidence_name, labels.evidence_tag, labels.subject_name):
    bp.add_app_template_global(word, f"allocation_{word.__name__}")
bp.register_blueprint(choosing_pages.bp)


@bp.get("/")
@requires(Permission.FUNDING_READ)
def index() -> ResponseReturnValue:
    return render_template(
        "allocation/index.html",
        listing=queries.ledger(**pages.asked(request.args)),
        grants=queries.counted_grants(),
        funders=queries.paying_funders(),
        antennas=pages.antenna_choices(),
        labels=labels,
        kept=kept_arguments(),
    )


@bp.get("/export.<kind>")
@requires(Permission.FUNDING_READ, writes=True)
def export(kind: str) -> ResponseReturnValue:
    return pages.export(kind) if kind in TYPES else abort(404)


@bp.get("/<int:allocation_id>")
@requires(Permission.FUNDING_READ)
def show(allocation_id: int) -> ResponseReturnValue:
    line = line_or_404(allocation_id)
    return render_template(
        "allocation/show.html",
        line=line,
        lines=queries.lines_of_subject(line.subject),
        against=actions.against_releasing(line),
        events=events_of(line),
        names=dict(ask("event.names")),
        labels=labels,
    )


def line_or_404(allocation_id: int) -> Allocation:
    found = queries.find_allocation(allocation_id) if 0 < allocation_id <= LARGEST_ID else None
    return found or abort(404)


@bp.route("/<int:allocation_id>/release", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def release(allocation_id: int) -> ResponseReturnValue:
    form = Form(schemas.ReleaseSchema())
    if form.submit(actions.release, allocation=line_or_404(allocation_id)):
        flash(_("The line is released. You can take that back on this page."))
        return _to(allocation_id)
    line = line_or_404(allocation_id)
    against = actions.against_releasing(line)
    page = render_template("allocation/release.html", line=line, form=form, against=against)
    return page, form.status


@bp.post("/<int:allocation_id>/restoration")
@requires(Permission.FUNDING_MANAGE)
def restore(allocation_id: int) -> ResponseReturnValue:
    line = line_or_404(allocation_id)
    actions.restore(allocation=line, whom=actions.whom_of(line))
    flash(_("The line counts again."))
    return _to(allocation_id)


@bp.post("/<int:allocation_id>/lock")
@requires(Permission.FUNDING_MANAGE)
def lock(allocation_id: int) -> ResponseReturnValue:
    actions.lock(allocations=[line_or_404(allocation_id)], locked=True)
    flash(_("The line is locked: nobody moves or releases it before it is unlocked."))
    return _to(allocation_id)


@bp.post("/<int:allocation_id>/unlocking")
@requires(Permission.FUNDING_MANAGE)
def unlock(allocation_id: int) -> ResponseReturnValue:
    actions.lock(allocations=[line_or_404(allocation_id)], locked=False)
    flash(_("The line is unlocked."))
    return _to(allocation_id)


@bp.post("/<int:allocation_id>/evidence")
@requires(Permission.FUNDING_MANAGE)
def evidence(allocation_id: int) -> ResponseReturnValue:
    form = Form(schemas.EvidenceSchema())
    if form.submit(actions.set_evidence, allocations=[line_or_404(allocation_id)]):
        flash(_("The state of the evidence is noted."))
        return _to(allocation_id)
    if form.reasons:
        raise Refused(form.reasons)
    return abort(422)


@bp.route("/changes", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def change() -> ResponseReturnValue:
    """What is done with the lines ticked in the list (`line`): all of them, or none."""
    forms = {verb: Form(schema()) for verb, (schema, _action) in CHANGES.items()}
    verb = request.form.get("verb", "evidence")
    if verb not in CHANGES:
        abort(422)
    form = forms[verb]
    if form.submit(CHANGES[verb][1], allocations=queries.allocations(pages.ticked())):
        count = len(form.result)
        flash(ngettext("%(num)d line is changed.", "%(num)d lines are changed.", count))
        return redirect(url_for(".index"), 303)
    page = render_template(
        "allocation/change.html",
        forms=forms,
        lines=queries.allocations(pages.ticked()),
        grants=queries.counted_grants(),
        labels=labels,
    )
    return page, form.status


def _lock(*, allocations: Sequence[Allocation]) -> Sequence[Allocation]:
    return actions.lock(allocations=allocations, locked=True)


def _unlock(*, allocations: Sequence[Allocation]) -> Sequence[Allocation]:
    return actions.lock(allocations=allocations, locked=False)


CHANGES: dict[str, tuple[type[Schema], Callable[..., Sequence[Allocation]]]] = {
    "evidence": (schemas.EvidenceSchema, actions.set_evidence),
    "lock": (Schema, _lock),
    "unlock": (Schema, _unlock),
    "move": (schemas.GrantSchema, actions.move_all),
    "release": (schemas.ReleaseSchema, actions.release_all),
}


def _to(allocation_id: int) -> ResponseReturnValue:
    return redirect(url_for(".show", allocation_id=allocation_id), 303)
