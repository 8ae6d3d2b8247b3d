"""Pages of the participants: who takes part, the facts of their entry, and what came of it."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import clock
from app.core.i18n import language
from app.core.permissions import Permission
from app.core.vocabularies import EVIDENCE, ISCED, country_names
from app.core.web import Form, requires
from app.esf.parameters import read
from app.participations import labels, lists, pages, queries, schemas
from app.participations.actions import entering, facts, results

bp = Blueprint("participations", __name__, url_prefix="/esf", template_folder="templates")


@bp.get("/records")
@requires(Permission.ESF_MANAGE)
def operations() -> ResponseReturnValue:
    """The operations for those who follow the participants and not the money."""
    return render_template(
        "participations/records.html", listing=queries.operations(), today=clock.today()
    )


@bp.get("/operations/<int:operation_id>/participants")
@requires(Permission.ESF_MANAGE)
def index(operation_id: int) -> ResponseReturnValue:
    operation = pages.operation_or_404(operation_id)
    today = clock.today()
    asked = {
        "show": request.args.get("show", ""),
        "q": request.args.get("q", ""),
        "antenna": (pages.numbers([request.args.get("antenna", "")]) or [0])[0],
    }
    return render_template(
        "participations/participants.html",
        operation=operation,
        listing=lists.participants(operation, today, **asked),
        show=asked["show"],
        shown=labels.SHOWN,
        antennas=pages.antenna_names(),
        lacking_of=pages.lacking_of,
        parameters=read(operation.parameters, operation.objective),
        due_of=pages.due_of,
        in_words=pages.in_words,
        today=today,
    )


@bp.post("/operations/<int:operation_id>/confirmations")
@requires(Permission.ESF_MANAGE)
def confirm(operation_id: int) -> ResponseReturnValue:
    """Confirm the complete facts of those ticked."""
    operation = pages.operation_or_404(operation_id)
    ids = pages.numbers(request.form.getlist("participation"))
    chosen = queries.participations(operation, ids) if ids else []
    done = len(facts.confirm_all(participations=chosen))
    flash(ngettext("%(num)d entry is confirmed.", "%(num)d entries are confirmed.", done))
    return redirect(url_for(".index", operation_id=operation_id, show="confirm"), 303)


@bp.route("/operations/<int:operation_id>/entering", methods=["GET", "POST"])
@requires(Permission.ESF_MANAGE)
def enter(operation_id: int) -> ResponseReturnValue:
    """The duos that may be entered: all of them, or those ticked."""
    operation = pages.operation_or_404(operation_id)
    if request.method == "POST":
        ids = pages.numbers(request.form.getlist("duo"))
        everybody = request.form.get("everybody") == "true"
        done = entering.enter(operation=operation, duos=[] if everybody else ids or [0])
        flash(ngettext("%(num)d duo was entered.", "%(num)d duos were entered.", len(done)))
        return redirect(url_for(".index", operation_id=operation_id, show="confirm"), 303)
    return render_template(
        "participations/entering.html",
        operation=operation,
        listing=queries.proposed(operation, clock.today()),
        antennas=pages.antenna_names(),
    )


@bp.get("/participations/<int:participation_id>")
@requires(Permission.ESF_MANAGE)
def show(participation_id: int) -> ResponseReturnValue:
    participation = pages.participation_or_404(participation_id)
    return render_template(
        "participations/participation.html", **pages.participation_page(participation), isced=ISCED
    )


@bp.route("/participations/<int:participation_id>/facts", methods=["GET", "POST"])
@requires(Permission.ESF_MANAGE)
def edit_facts(participation_id: int) -> ResponseReturnValue:
    participation = pages.participation_or_404(participation_id)
    now = queries.versions_of(participation)[0]
    confirmed = now.confirmed_at is not None
    form = Form(schemas.FactsSchema(), of=without_reason(now))
    form.version = now.number
    if form.submit(facts.keep_facts, participation=participation):
        complete = form.result.confirmed_at is not None
        done = _("The facts of the entry are confirmed.")
        flash(
            done if complete else _("Kept. Something is still missing, so it does not count yet.")
        )
        return redirect(url_for(".show", participation_id=participation_id), 303)
    page = {
        "participation": pages.participation_or_404(participation_id),
        "is_correction": confirmed,
        "words": pages.words(),
        "isced": {str(level): label for level, label in ISCED.items()},
        "yes_no": labels.YES_NO,
    }
    return render_template("participations/facts.html", form=form, **page), form.status


@bp.route("/participations/<int:participation_id>/protected-facts", methods=["GET", "POST"])
@requires(Permission.SENSITIVE_MANAGE, writes=True)
def edit_delicate(participation_id: int) -> ResponseReturnValue:
    """Reading them is noted, so the same page shows and changes."""
    participation = pages.participation_or_404(participation_id)
    operation = participation.operation
    closed = read(operation.parameters, operation.objective).not_collected
    schema = schemas.delicate_schema(closed)
    now = facts.read_delicate(participation)
    form = Form(schema, of=without_reason(now))
    form.version = now.number
    if form.submit(facts.keep_delicate, participation=participation):
        flash(_("The protected facts are kept."))
        return redirect(url_for(".show", participation_id=participation_id), 303)
    page = {
        "participation": pages.participation_or_404(participation_id),
        "fields": schemas.delicate_names(closed),
        "delicate": labels.DELICATE,
        "yes_no": labels.YES_NO,
        "countries": country_names(language()) | {schemas.STATELESS: _("Stateless or not known")},
    }
    return render_template("participations/delicate.html", form=form, **page), form.status


def without_reason(row: Any) -> dict[str, Any]:
    """The reason of the version before is not that of the next."""
    names = (*queries.FACTS, *queries.DELICATE)
    return {name: getattr(row, name) for name in names if hasattr(row, name)}


@bp.route("/participations/<int:participation_id>/results/new", methods=["GET", "POST"])
@requires(Permission.ESF_MANAGE)
def note(participation_id: int) -> ResponseReturnValue:
    participation = pages.participation_or_404(participation_id)
    form = Form(schemas.AchievementSchema(), of={"happened_on": clock.today()})
    if form.submit(results.note, participation=participation):
        flash(_("The result is noted."))
        return redirect(url_for(".show", participation_id=participation_id), 303)
    page = {"participation": pages.participation_or_404(participation_id), "words": pages.words()}
    return render_template(
        "participations/result.html", form=form, evidence=EVIDENCE, today=clock.today(), **page
    ), form.status


@bp.post("/participations/<int:participation_id>/results/<int:result_id>/withdrawal")
@requires(Permission.ESF_MANAGE)
def take_back(participation_id: int, result_id: int) -> ResponseReturnValue:
    participation = pages.participation_or_404(participation_id)
    mine = {one.id: one for one in queries.achievements_of(participation)}
    if result_id not in mine:
        abort(404)
    results.take_back(participation=participation, achievement=mine[result_id])
    flash(_("The result is withdrawn and counts for nothing."))
    return redirect(url_for(".show", participation_id=participation_id), 303)


@bp.post("/participations/<int:participation_id>/checks")
@requires(Permission.ESF_MANAGE)
def check(participation_id: int) -> ResponseReturnValue:
    moment = request.form.get("moment", "")
    if moment not in lists.MOMENTS:
        abort(422)
    results.check(participation=pages.participation_or_404(participation_id), moment=moment)
    flash(_("Noted: the participant was asked, and what stands here is right."))
    return redirect(url_for(".show", participation_id=participation_id), 303)


@bp.route("/participations/<int:participation_id>/withdrawal", methods=["GET", "POST"])
@requires(Permission.ESF_MANAGE)
def withdraw(participation_id: int) -> ResponseReturnValue:
    participation = pages.participation_or_404(participation_id)
    form = Form(schemas.WithdrawalSchema())
    if form.submit(entering.withdraw, participation=participation):
        flash(_("Taken out: this entry counts for nothing. You can put it back."))
        return redirect(url_for(".show", participation_id=participation_id), 303)
    participation = pages.participation_or_404(participation_id)
    return render_template(
        "participations/withdraw.html", form=form, participation=participation
    ), form.status


@bp.post("/participations/<int:participation_id>/restoration")
@requires(Permission.ESF_MANAGE)
def restore(participation_id: int) -> ResponseReturnValue:
    entering.restore(participation=pages.participation_or_404(participation_id))
    flash(_("The entry counts again."))
    return redirect(url_for(".show", participation_id=participation_id), 303)
