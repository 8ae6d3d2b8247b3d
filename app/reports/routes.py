"""Reports for people: the list with what is owed, one report with its words, its release."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.http import dump_options_header

from app.core import clock, events
from app.core.events import events_of
from app.core.i18n import language_itself, language_name
from app.core.permissions import Permission
from app.core.quarters import last_over
from app.core.questions import ask
from app.core.tenancy import tenant
from app.core.web import LARGEST_ID, Form, requires
from app.report_contents.files import templates
from app.report_contents.parts import PARTS, WORDS
from app.reports import actions, batch_pages, labels, papers, queries, rules, schemas
from app.reports.addresses import number
from app.reports.models import Report, ReportState

bp = Blueprint("reports", __name__, url_prefix="/reports", template_folder="templates")
bp.register_blueprint(batch_pages.bp)
for word in (labels.state_name, labels.state_tag):
    bp.add_app_template_global(word, f"report_{word.__name__}")
TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
A_PART = f"<any({', '.join(WORDS)}):part>"
AHEAD_MONTHS = 3
"""How far ahead the list looks for reports that are owed."""


@bp.get("/")
@requires(Permission.FUNDING_READ)
def index() -> ResponseReturnValue:
    state = request.args.get("state", "")
    today = clock.today()
    return render_template(
        "reports/index.html",
        listing=queries.reports(
            q=request.args.get("q", "")[:100],
            grant=number("grant"),
            state=state if state in labels.STATES else "",
        ),
        states=labels.STATES,
        owed=queries.owed(clock.months_after(today, AHEAD_MONTHS)),
        batches=queries.batches(),
        batch_states=labels.BATCH_STATES,
        templates=templates(),
        today=today,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def new() -> ResponseReturnValue:
    form = Form(schemas.ReportSchema(), of=_proposed())
    if form.submit(actions.make_report):
        flash(_("The report is made. Its words can be written now."))
        return redirect(url_for(".show", report_id=form.result.id), 303)
    grants = queries.reportable(date(1900, 1, 1), date(2200, 1, 1))
    return render_template(
        "reports/new.html",
        form=form,
        grants={one.id: f"{one.funder.name} · {one.code}" for one in grants},
        **_choices(),
    ), form.status


def _proposed() -> dict[str, Any]:
    """The last quarter; of what is owed, its grant."""
    owed = queries.find_obligation(number("obligation")) if number("obligation") else None
    from_on, until_on = last_over(clock.today()).days
    grant_id = owed.grant_id if owed else number("grant") or None
    found = {"grant_id": grant_id, "from_on": from_on, "until_on": until_on}
    return found | {"obligation_id": owed.id if owed else None}


def _choices() -> dict[str, Any]:
    return {
        "templates": {code: one.name for code, one in templates().items()},
        "languages": {code: language_itself(code).capitalize() for code in tenant().languages},
    }


@bp.get("/<int:report_id>")
@requires(Permission.FUNDING_READ)
def show(report_id: int) -> ResponseReturnValue:
    report = report_or_404(report_id)
    template = actions.find_template(report)
    has_template = template is not None or report.content is not None
    content = actions.content_now(report) if has_template else None
    against = rules.against_releasing(report, clock.today(), has_template=has_template)
    return render_template(
        "reports/show.html",
        report=report,
        content=content,
        told_on=date.fromisoformat(content["day"]) if content else None,
        template_name=template.name if template else report.template,
        texts=queries.texts_of(report),
        words=WORDS,
        helps={code: part.help for code, part in PARTS.items()},
        against=against,
        draft_words=papers.draft_words(report),
        editions=queries.editions_of(report),
        events=events_of(report, 100),
        names=dict(ask("event.names")),
        language_name=language_name(report.language),
        kinds=papers.KINDS,
    )


@bp.route("/<int:report_id>/details", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def change(report_id: int) -> ResponseReturnValue:
    form = Form(schemas.ChangeSchema(), of=report_or_404(report_id))
    if form.submit(actions.change_report, report=report_or_404(report_id)):
        flash(_("The report is changed."))
        return _to(report_id)
    page = render_template(
        "reports/change.html", report=report_or_404(report_id), form=form, **_choices()
    )
    return page, form.status


@bp.route(f"/<int:report_id>/words/{A_PART}", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def write(report_id: int, part: str) -> ResponseReturnValue:
    """The words of one part, with every older version below."""
    report = report_or_404(report_id)
    standing = queries.texts_of(report).get(part)
    form = Form(schemas.WordsSchema(), of={"text": standing.text if standing else None})
    form.version = standing.id if standing else 0
    if form.submit(actions.write, report=report, part=part):
        flash(_("The words are kept."))
        return _to(report_id)
    return render_template(
        "reports/write.html",
        report=report_or_404(report_id),
        form=form,
        part=PARTS[part],
        versions=queries.versions_of(report, part),
        language_name=language_name(report.language),
        is_draft=report.state == ReportState.DRAFT,
    ), form.status


@bp.post("/<int:report_id>/words/<int:text_id>/restoration")
@requires(Permission.FUNDING_MANAGE)
def restore(report_id: int, text_id: int) -> ResponseReturnValue:
    report = report_or_404(report_id)
    if not 0 < text_id <= LARGEST_ID:
        abort(404)
    text = queries.find_text(report, text_id) or abort(404)
    actions.restore(report=report, text=text)
    flash(_("The older version stands again."))
    return redirect(url_for(".write", report_id=report_id, part=text.part), 303)


@bp.route("/<int:report_id>/release", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def release(report_id: int) -> ResponseReturnValue:
    form = Form(schemas.ReleaseSchema(), of={"is_done": True})
    if form.submit(actions.release, report=report_or_404(report_id)):
        flash(_("The report is released. Its figures are frozen."))
        return _to(report_id)
    report = report_or_404(report_id)
    return render_template("reports/release.html", report=report, form=form), form.status


@bp.route("/<int:report_id>/correction", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def correct(report_id: int) -> ResponseReturnValue:
    form = Form(schemas.CorrectionSchema())
    if form.submit(actions.correct, report=report_or_404(report_id)):
        flash(_("A new edition is in preparation. The released one stands until then."))
        return _to(form.result.id)
    report = report_or_404(report_id)
    return render_template("reports/correct.html", report=report, form=form), form.status


@bp.post("/<int:report_id>/withdrawal")
@requires(Permission.FUNDING_MANAGE)
def withdraw(report_id: int) -> ResponseReturnValue:
    actions.withdraw(report=report_or_404(report_id))
    flash(_("The report is withdrawn."))
    return redirect(url_for(".index"), 303)


@bp.get("/<int:report_id>/report.<any(pdf, xlsx, csv):kind>")
@requires(Permission.FUNDING_READ, writes=True, limit="60 per minute")
def file(report_id: int, kind: str) -> ResponseReturnValue:
    """The report as a file, in its own language."""
    report = report_or_404(report_id)
    body = papers.file_of(report, actions.content_now(report), kind)
    events.record("report.saved", report, kind=kind)
    return attachment(body, papers.file_name(report, kind), TYPES[kind])


def attachment(body: bytes, name: str, content_type: str) -> Response:
    response = Response(body, content_type=content_type)
    disposition = dump_options_header("attachment", {"filename": name})
    response.headers["Content-Disposition"] = disposition
    return response


def report_or_404(report_id: int) -> Report:
    if not 0 < report_id <= LARGEST_ID:
        abort(404)
    return queries.find_report(report_id) or abort(404)


def _to(report_id: int) -> ResponseReturnValue:
    return redirect(url_for("reports.show", report_id=report_id), 303)
