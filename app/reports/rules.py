"""What may be told of few people, and what stands against a report. Values in, reasons out."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.reports.models import ReportState

LEAST = 10
"""Below that a number of people is not told, zero neither: as in what a country publishes (ONS
Longitudinal Study, threshold of ten; see `disclosure.protect`)."""
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


def protected(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The counts that may be told beside their total; None for those that may not.

    Whatever is below ten is hidden. So that nothing follows from the total, what is hidden is two
    numbers at least, and together nobody or ten people at least: the smallest others are hidden
    with it.
    """
    hidden = {name for name, count in counts.items() if count < LEAST}
    rest = sorted((name for name in counts if name not in hidden), key=lambda name: counts[name])
    while hidden and rest and (len(hidden) < 2 or 0 < sum(counts[n] for n in hidden) < LEAST):
        hidden.add(rest.pop(0))
    return {name: None if name in hidden else count for name, count in counts.items()}


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
