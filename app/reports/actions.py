"""Every change of a report: made, written, released, corrected; and batches asked for."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _

from app.core import clock, events, jobs
from app.core.db import db
from app.core.errors import Reason, Refused, refuse_if
from app.core.tenancy import tenant
from app.core.viewer import viewer
from app.deadlines.actions import finish
from app.grants.models import Grant, Obligation
from app.report_contents.figures import figures_of
from app.report_contents.files import GENERAL, Template, template_for, templates
from app.report_contents.telling import content_of
from app.reports import queries, rules
from app.reports.models import BatchState, Report, ReportBatch, ReportState, ReportText

BATCH = "reports.batch"
KEPT_DAYS = 7
"""How long the archive of a batch stays; each report can be had again at any time."""
OTHER_GRANT = Reason("other_grant", _("What is owed belongs to another grant."))
THERE_IS_ONE = Reason("twice", _("There is a report of this grant for this period already."))


def language_for(grant: Grant) -> str:
    """The funder's, where the country works in it; else the country's own."""
    wanted = grant.funder.language
    return wanted if wanted in tenant().languages else tenant().default_language


def make_report(
    *, grant_id: int, from_on: date, until_on: date, template: str | None, **more: Any
) -> Report:
    """A draft; `more` may hold `language` and `obligation_id`. Raises `Refused` with all that
    stands against the period."""
    grant = queries.find_grant(grant_id)
    if grant is None:
        raise Refused([rules.NO_GRANT])
    owed = _owed(more.get("obligation_id"))
    reasons = list(rules.against_period(grant, from_on, until_on))
    reasons += [OTHER_GRANT] if owed and owed.grant_id != grant.id else []
    reasons += [THERE_IS_ONE] if queries.newest_of(grant.id, from_on, until_on) else []
    refuse_if(reasons)
    report = Report(
        grant=grant,
        obligation=owed,
        template=template or template_for(grant.funder.kind).code,
        language=more.get("language") or language_for(grant),
        from_on=from_on,
        until_on=until_on,
        due_on=owed.due_on if owed else None,
        state=ReportState.DRAFT,
        content=None,
        **_made(),
    )
    db.session.add(report)
    events.record("report.made", report, grant=grant.code, template=report.template)
    return report


def _owed(obligation_id: int | None) -> Obligation | None:
    return queries.find_obligation(obligation_id) if obligation_id else None


def _made() -> dict[str, Any]:
    return {"made_at": clock.now(), "made_by_id": viewer().user_id}


def change_report(*, report: Report, template: str, language: str) -> Report:
    refuse_if([] if report.state == ReportState.DRAFT else [rules.NOT_DRAFT])
    report.template, report.language = template, language
    events.record("report.changed", report, fields=sorted(events.changed_fields(report)))
    return report


def write(*, report: Report, part: str, text: str | None) -> Report:
    """New words of a part; what stood there stays readable. The same words change nothing."""
    refuse_if([] if report.state == ReportState.DRAFT else [rules.NOT_DRAFT])
    before = queries.texts_of(report).get(part)
    if (before.text if before else "") != (text or ""):
        _add_text(report, part, text or "")
        events.record("report.written", report, part=part)
    return report


def restore(*, report: Report, text: ReportText) -> Report:
    """An older version becomes the newest."""
    return write(report=report, part=text.part, text=text.text)


def _add_text(report: Report, part: str, text: str) -> None:
    row = ReportText(report_id=report.id, part=part, text=text, written_at=clock.now())
    row.written_by_id = viewer().user_id
    db.session.add(row)


def content_now(report: Report, figures: dict[str, Any] | None = None) -> dict[str, Any]:
    """What the report tells: as released, else worked out today. Raises `Refused` when its template
    is no longer there."""
    if report.content is not None:
        return report.content
    template = find_template(report)
    if template is None:
        raise Refused([rules.NO_TEMPLATE])
    if figures is None:
        figures = figures_of([report.grant], report.from_on, report.until_on)[report.grant_id]
    words = {part: one.text for part, one in queries.texts_of(report).items()}
    return content_of(report, template, figures, words)


def find_template(report: Report) -> Template | None:
    return templates().get(report.template)


def release(*, report: Report, is_done: bool = False) -> Report:
    """Freeze all that the report tells, with the day. `is_done`: what is owed is done with it."""
    has_template = find_template(report) is not None
    refuse_if(rules.against_releasing(report, clock.today(), has_template=has_template))
    report.content = _without_empty(content_now(report))
    report.state, report.released_at = ReportState.RELEASED, clock.now()
    report.released_by_id = viewer().user_id
    events.record("report.released", report, edition=report.edition, day=report.content["day"])
    if report.follows_id is not None:
        former = queries.find_report(report.follows_id)
        if former is not None:
            former.state = ReportState.REPLACED
            events.record("report.replaced", former, by=report.edition)
    if is_done and report.obligation is not None and report.obligation.done_on is None:
        finish(grant=report.grant, obligation=report.obligation)
    return report


def _without_empty(content: dict[str, Any]) -> dict[str, Any]:
    """A part that nobody wrote is left out."""
    written = [one for one in content["sections"] if one.get("paragraphs") != []]
    return content | {"sections": written}


def correct(*, report: Report, correction: str) -> Report:
    """A new edition in preparation, with the words of this one; this one stands until then."""
    newest = queries.newest_of(report.grant_id, report.from_on, report.until_on)
    under_way = newest is not None and newest.state == ReportState.DRAFT
    reasons = [] if report.state == ReportState.RELEASED else [rules.NOT_RELEASED]
    refuse_if(reasons + ([THERE_IS_ONE] if under_way else []))
    following = Report(
        grant=report.grant,
        obligation_id=report.obligation_id,
        template=report.template if find_template(report) else GENERAL,
        language=report.language,
        from_on=report.from_on,
        until_on=report.until_on,
        state=ReportState.DRAFT,
        edition=report.edition + 1,
        follows_id=report.id,
        correction=correction,
        **_made(),
    )
    db.session.add(following)
    db.session.flush()
    for part, one in queries.texts_of(report).items():
        _add_text(following, part, one.text)
    events.record("report.correction_begun", following, edition=following.edition)
    return following


def withdraw(*, report: Report) -> Report:
    """A draft that is not wanted."""
    refuse_if([] if report.state == ReportState.DRAFT else [rules.NOT_DRAFT])
    report.state = ReportState.WITHDRAWN
    events.record("report.withdrawn", report)
    return report


def ask_batch(
    *, grants: Sequence[int], from_on: date, until_on: date, template: str | None = None
) -> ReportBatch:
    """Reports of many grants, made by a job."""
    found = [grant.id for grant in queries.grants(grants)]
    turned = [rules.ENDS_FIRST] if until_on < from_on else []
    refuse_if(turned + rules.against_batch(len(set(grants))))
    batch = ReportBatch(
        state=BatchState.WAITING,
        from_on=from_on,
        until_on=until_on,
        template=template,
        grant_ids=found,
        asked_at=clock.now(),
        asked_by_id=viewer().user_id,
        total=len(found),
    )
    db.session.add(batch)
    events.record("report_batch.asked", batch, number=len(found))
    jobs.later(BATCH, batch.id)
    return batch


def expire_batches() -> int:
    """Archives whose time is over; how many."""
    found = queries.expired(clock.now())
    for batch in found:
        batch.content, batch.state = None, BatchState.EXPIRED
        events.record("report_batch.expired", batch)
    return len(found)


def expiry() -> timedelta:
    return timedelta(days=KEPT_DAYS)
