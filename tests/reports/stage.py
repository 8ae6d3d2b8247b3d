"""Reports for tests, on grants of the claims' stage."""

from datetime import date
from typing import Any

from app.core.db import db
from app.grants.models import Grant
from app.reports import actions
from app.reports.models import Report
from app.reports.queries import find_report
from tests.claims import stage

Q1 = (date(2026, 1, 1), date(2026, 3, 31))
AFTER = date(2026, 7, 20)


def grant(**more: Any) -> Grant:
    return stage.grant(**more)


def report(of: Grant, days: tuple[date, date] = Q1, **more: Any) -> Report:
    details = {"template": None, **more}
    made = actions.make_report(grant_id=of.id, from_on=days[0], until_on=days[1], **details)
    db.session.commit()
    return again(made)


def released(of: Grant, **more: Any) -> Report:
    made = report(of, **more)
    actions.release(report=made)
    db.session.commit()
    return again(made)


def again(made: Report) -> Report:
    found = find_report(made.id)
    assert found is not None
    return found
