"""What stands against a report. Values in, reasons out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.reports.models import ReportState

MOST_IN_BATCH = 200
"""A country has some two hundred funders (the purpose of the funding part)."""

NOT_DRAFT = Reason("not_draft", _("Only a report in preparation can be changed."))
NOT_RELEASED = Reason("not_released", _("Only a released report is corrected."))
NO_GRANT = Reason("no_grant", _("There is no such grant."))
NO_TEMPLATE = Reason("no_template", _("There is no such template any more."))
NOT_OVER = Reason("not_over", _("The period is not over yet: its figures can still change."))
ENDS_FIRST = Reason("period", _("The last day comes before the first."))
OUTSIDE = Reason("outside_grant", _("The grant does not run in this period."))
TOO_MANY = Reason("too_many", _("At most 200 reports at a time."))
NONE_CHOSEN = Reason("none", _("Choose one grant at least."))


def against_period(grant: Any, from_on: date, until_on: date) -> Iterator[Reason]:
    if until_on < from_on:
        yield ENDS_FIRST
    elif until_on < grant.begins_on or from_on > grant.ends_on:
        yield OUTSIDE


def against_releasing(report: Any, today: date, *, has_template: bool) -> list[Reason]:
    stands = {
        NOT_DRAFT: report.state != ReportState.DRAFT,
        NO_TEMPLATE: not has_template,
        NOT_OVER: report.until_on > today,
    }
    return [reason for reason, holds in stands.items() if holds]


def against_batch(number: int) -> list[Reason]:
    stands = {NONE_CHOSEN: number == 0, TOO_MANY: number > MOST_IN_BATCH}
    return [reason for reason, holds in stands.items() if holds]
