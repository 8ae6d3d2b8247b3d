"""Batches of reports for people: choosing, the progress, the archive."""

from typing import Any

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.http import dump_options_header

from app.core import clock, events
from app.core.permissions import Permission
from app.core.quarters import last_over
from app.core.web import Form, get_or_404, requires
from app.report_contents.files import templates
from app.reports import actions, queries, rules, schemas
from app.reports.addresses import day_asked
from app.reports.models import BatchState, ReportBatch

bp = Blueprint("batches", __name__, url_prefix="/batches")


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE, limit="20 per minute; 100 per hour")
def new() -> ResponseReturnValue:
    """The grants whose period touches the one of the address, the last quarter else."""
    usual = last_over(clock.today()).days
    from_on, until_on = day_asked("from_on") or usual[0], day_asked("until_on") or usual[1]
    form = Form(schemas.BatchSchema(), of={"from_on": from_on, "until_on": until_on})
    if form.submit(actions.ask_batch):
        return redirect(url_for(".show", report_batch_id=form.result.id), 303)
    ticked = request.form.getlist("grants")
    return render_template(
        "reports/batch_new.html",
        form=form,
        from_on=from_on,
        until_on=until_on,
        grants=queries.reportable(from_on, until_on),
        ticked=set(ticked) if request.method == "POST" else None,
        templates={code: one.name for code, one in templates().items()},
        most=rules.MOST_IN_BATCH,
    ), form.status


@bp.get("/<int:report_batch_id>")
@requires(Permission.FUNDING_READ)
def show(report_batch_id: int) -> ResponseReturnValue:
    batch = queries.find_batch(get_or_404(ReportBatch, report_batch_id).id)
    return render_template("reports/batch.html", batch=batch, now=clock.now())


@bp.get("/<int:report_batch_id>/progress")
@requires(Permission.FUNDING_READ)
def progress(report_batch_id: int) -> ResponseReturnValue:
    """What the bar of the page asks for once a second."""
    batch = get_or_404(ReportBatch, report_batch_id)
    facts: dict[str, Any] = {"done": batch.done, "total": batch.total, "state": batch.state}
    return jsonify(facts | {"words": None})


@bp.get("/<int:report_batch_id>/reports.zip")
@requires(Permission.FUNDING_READ, writes=True)
def archive(report_batch_id: int) -> ResponseReturnValue:
    batch = get_or_404(ReportBatch, report_batch_id)
    body = queries.content_of_batch(batch)
    is_over = batch.expires_at is not None and batch.expires_at < clock.now()
    if body is None or batch.state != BatchState.DONE or is_over:
        abort(404)
    events.record("report_batch.saved", batch)
    answer = Response(body, content_type="application/zip")
    name = f"reports-{batch.until_on.isoformat()}-{batch.id}.zip"
    answer.headers["Content-Disposition"] = dump_options_header("attachment", {"filename": name})
    return answer
