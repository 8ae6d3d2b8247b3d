"""A batch: the reports of many grants for one period, each in its funder's language, in a zip.

Reports that are not there yet are made as drafts, so that their words can be written and they can
be released. One that fails is told; the others are made all the same.
"""

import io
import logging
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.core import clock, events, logs
from app.core.db import db
from app.core.errors import Refused
from app.report_contents.figures import figures_of
from app.reports import actions, papers, queries
from app.reports.models import BatchState, Report, ReportBatch

KINDS = ("pdf", "xlsx")
PROGRESS_EVERY = 10
logger = logging.getLogger(__name__)


def run(batch: ReportBatch, end: Callable[[], None]) -> None:
    """Make them all; `end` keeps what was done so far. A second time makes nothing twice."""
    batch.state, batch.done, batch.failures = BatchState.RUNNING, 0, []
    end()
    found = queries.grants(batch.grant_ids)
    figures = figures_of(found, batch.from_on, batch.until_on)
    grants = [(grant.id, grant.code) for grant in found]
    archive = io.BytesIO()
    failures: list[dict[str, str]] = []
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for number, (grant_id, code) in enumerate(grants, start=1):
            files, why = make_one(batch, grant_id, figures[grant_id], KINDS)
            for name, body in files.items():
                zipped.writestr(name, body)
            failures += [{"grant": code, "why": why}] if why else []
            if number % PROGRESS_EVERY == 0:
                batch.done = number
                end()
    _finish(batch, archive.getvalue(), failures)


def make_one(
    wanted: Any, grant_id: int, figures: Mapping[str, Any], kinds: Iterable[str]
) -> tuple[dict[str, bytes], str]:
    """The files by name, and why it could not be made: nothing when it was."""
    try:
        with db.session.begin_nested():
            report = report_of(grant_id, wanted)
            content = actions.content_now(report, dict(figures))
            names = {papers.file_name(report, kind): kind for kind in kinds}
            files = {name: papers.file_of(report, content, kind) for name, kind in names.items()}
    except Refused as refusal:
        return {}, " ".join(str(reason.text) for reason in refusal.reasons)
    except Exception as error:
        logger.warning("a report failed: %s at %s", logs.kind_of(error), logs.last_place(error))
        return {}, logs.kind_of(error)
    return files, ""


def report_of(grant_id: int, wanted: Any) -> Report:
    """The report of that grant and period (`from_on`, `until_on`, `template`), made if need be."""
    found = queries.newest_of(grant_id, wanted.from_on, wanted.until_on)
    if found is not None:
        return found
    made = actions.make_report(
        grant_id=grant_id,
        from_on=wanted.from_on,
        until_on=wanted.until_on,
        template=wanted.template,
    )
    db.session.flush()
    return made


def _finish(batch: ReportBatch, content: bytes, failures: list[dict[str, str]]) -> None:
    batch.content, batch.size_bytes = content, len(content)
    batch.failures, batch.done, batch.state = failures, batch.total, BatchState.DONE
    batch.finished_at = clock.now()
    batch.expires_at = batch.finished_at + actions.expiry()
    events.record("report_batch.made", batch, number=batch.total, failed=len(failures))
