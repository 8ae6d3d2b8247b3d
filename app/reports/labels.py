"""What the states and events of reports are called."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.reports.models import BatchState, ReportState

STATES: dict[str, LazyString] = {
    ReportState.DRAFT: _("In preparation"),
    ReportState.RELEASED: _("Final"),
    ReportState.REPLACED: _("Replaced by a newer edition"),
    ReportState.WITHDRAWN: _("Withdrawn"),
}
STATE_TAGS = {
    ReportState.DRAFT: "watch",
    ReportState.RELEASED: "good",
    ReportState.REPLACED: "neutral",
    ReportState.WITHDRAWN: "neutral",
}
BATCH_STATES: dict[str, LazyString] = {
    BatchState.WAITING: _("Waiting for its turn"),
    BatchState.RUNNING: _("Running"),
    BatchState.DONE: _("Finished"),
    BatchState.EXPIRED: _("Not kept any more"),
}
EVENTS: dict[str, LazyString] = {
    "report.made": _("Report made"),
    "report.changed": _("Template or language changed"),
    "report.written": _("Words changed"),
    "report.released": _("Report made final"),
    "report.replaced": _("A newer edition took its place"),
    "report.correction_begun": _("Correction begun"),
    "report.withdrawn": _("Report withdrawn"),
    "report.saved": _("Report saved as a file"),
    "report_batch.asked": _("Batch of reports asked for"),
    "report_batch.made": _("Batch of reports made"),
    "report_batch.saved": _("Batch of reports saved"),
    "report_batch.expired": _("Batch of reports taken away, as its time was over"),
}


def event_names() -> list[tuple[str, LazyString]]:
    return list(EVENTS.items())


def state_name(state: str) -> str:
    return str(STATES[ReportState(state)])


def state_tag(state: str) -> str:
    return STATE_TAGS[ReportState(state)]
