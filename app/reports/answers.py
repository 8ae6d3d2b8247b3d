"""What reports answer to the features below them (see `app/reactions.py`)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.grants.models import Grant
from app.people.panels import Panel
from app.reports import labels, queries

event_names = labels.event_names


def grant_panels(grant: Grant) -> Iterator[Panel]:
    """The reports of a grant, on its page."""
    yield Panel(
        title=_("Reports"),
        template="reports/_panel.html",
        context={"reports": queries.of_grant(grant.id), "grant": grant},
        order=65,
    )


def due(first: date, last: date) -> Iterator[dict[str, Any]]:
    """What a month has to see: reports in preparation that are due. Those for something that is
    owed are told with it."""
    for report in queries.due_drafts(last):
        yield {
            "on": report.due_on,
            "what": _("Release the report on grant %(code)s", code=report.grant.code),
            "whom": report.grant.funder.name,
            "who": report.grant.follower.name if report.grant.follower else None,
            "url": url_for("reports.show", report_id=report.id),
            "kind": "report",
            "late": report.due_on is not None and report.due_on < first,
        }
