"""Every question to the tables of the reports."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, undefer

from app.core.db import db
from app.core.listing import Listing
from app.core.text import fold
from app.funders.models import Funder
from app.grants.models import Grant, GrantState, Obligation
from app.reports.models import BatchState, Report, ReportBatch, ReportState, ReportText

OBLIGATION = "report"
"""The kind of an obligation that a report fulfils."""


def reports(**filters: Any) -> Listing:
    """With grant and funder, the newest period first; those replaced or withdrawn only when asked
    for."""
    sorts = {
        "period": (Report.until_on.desc(), Report.id.desc()),
        "funder": (Funder.sort_key, Report.until_on.desc(), Report.id),
        "due": (Report.due_on, Report.id),
    }
    return Listing(_filtered(filters), sorts=sorts, filters=filters)


def _filtered(filters: dict[str, Any]) -> Select[Report]:
    statement = select(Report).join(Report.grant).join(Grant.funder)
    statement = statement.options(joinedload(Report.grant).joinedload(Grant.funder))
    for word in fold(filters.get("q", "")).split()[:8]:
        found = Grant.search_text.contains(word, autoescape=True)
        statement = statement.where(found | Funder.search_text.contains(word, autoescape=True))
    if filters.get("grant"):
        statement = statement.where(Report.grant_id == filters["grant"])
    if filters.get("state"):
        return statement.where(Report.state == filters["state"])
    return statement.where(Report.state.in_([ReportState.DRAFT, ReportState.RELEASED]))


def find_report(report_id: int) -> Report | None:
    """With all that its page shows."""
    return db.session.scalars(_whole().where(Report.id == report_id)).one_or_none()


def _whole() -> Select[Report]:
    return select(Report).options(
        joinedload(Report.grant).joinedload(Grant.funder),
        joinedload(Report.obligation),
        joinedload(Report.made_by),
        joinedload(Report.released_by),
        undefer(Report.content),
    )


def newest_of(grant_id: int, from_on: date, until_on: date) -> Report | None:
    """The report of that grant and period that stands: released, else in preparation."""
    statement = _whole().where(
        Report.grant_id == grant_id,
        Report.from_on == from_on,
        Report.until_on == until_on,
        Report.state.in_([ReportState.DRAFT, ReportState.RELEASED]),
    )
    return db.session.scalars(statement.order_by(Report.id.desc()).limit(1)).one_or_none()


def editions_of(report: Report) -> Sequence[Report]:
    """Of the same grant and period, the newest first; withdrawn ones are left out."""
    statement = select(Report).where(
        Report.grant_id == report.grant_id,
        Report.from_on == report.from_on,
        Report.until_on == report.until_on,
        Report.state != ReportState.WITHDRAWN,
    )
    return db.session.scalars(statement.order_by(Report.edition.desc(), Report.id.desc())).all()


def texts_of(report: Report) -> dict[str, ReportText]:
    """The words that stand, by part."""
    newest = select(func.max(ReportText.id)).where(ReportText.report_id == report.id)
    statement = select(ReportText).where(ReportText.id.in_(newest.group_by(ReportText.part)))
    return {one.part: one for one in db.session.scalars(statement)}


def versions_of(report: Report, part: str) -> Sequence[ReportText]:
    """Every version of the words of a part, the newest first."""
    statement = select(ReportText).where(ReportText.report_id == report.id, ReportText.part == part)
    named = statement.options(joinedload(ReportText.written_by))
    return db.session.scalars(named.order_by(ReportText.id.desc()).limit(100)).all()


def find_text(report: Report, text_id: int) -> ReportText | None:
    statement = select(ReportText).where(
        ReportText.report_id == report.id, ReportText.id == text_id
    )
    return db.session.scalars(statement).one_or_none()


def find_grant(grant_id: int) -> Grant | None:
    statement = select(Grant).where(Grant.id == grant_id).options(joinedload(Grant.funder))
    return db.session.scalars(statement).one_or_none()


def grants(ids: Collection[int]) -> Sequence[Grant]:
    statement = select(Grant).where(Grant.id.in_(ids)).options(joinedload(Grant.funder))
    return db.session.scalars(statement.order_by(Grant.code)).all()


def reportable(from_on: date, until_on: date) -> Sequence[Grant]:
    """Grants that run or ended, whose period touches these days."""
    statement = select(Grant).where(
        Grant.state.in_([GrantState.RUNNING, GrantState.CLOSED]),
        Grant.begins_on <= until_on,
        Grant.ends_on >= from_on,
    )
    named = statement.join(Grant.funder).options(joinedload(Grant.funder))
    return db.session.scalars(named.order_by(Funder.sort_key, Grant.code).limit(1000)).all()


def owed(until: date) -> Sequence[Obligation]:
    """Reports owed by then and not done, the most urgent first; those in hand have one already."""
    taken = select(Report.obligation_id).where(
        Report.obligation_id.is_not(None), Report.state != ReportState.WITHDRAWN
    )
    statement = select(Obligation).where(
        Obligation.kind == OBLIGATION,
        Obligation.done_on.is_(None),
        Obligation.due_on <= until,
        Obligation.id.not_in(taken),
    )
    named = statement.options(joinedload(Obligation.grant).joinedload(Grant.funder))
    return db.session.scalars(named.order_by(Obligation.due_on, Obligation.id).limit(100)).all()


def find_obligation(obligation_id: int) -> Obligation | None:
    statement = select(Obligation).where(
        Obligation.id == obligation_id, Obligation.kind == OBLIGATION
    )
    named = statement.options(joinedload(Obligation.grant).joinedload(Grant.funder))
    return db.session.scalars(named).one_or_none()


def due_drafts(last: date) -> Sequence[Report]:
    """Reports in preparation that are due by then; what is owed for them is told elsewhere."""
    statement = select(Report).where(
        Report.state == ReportState.DRAFT,
        Report.due_on <= last,
        Report.obligation_id.is_(None),
    )
    named = statement.options(
        joinedload(Report.grant).joinedload(Grant.funder).joinedload(Funder.owner),
        joinedload(Report.grant).joinedload(Grant.owner),
    )
    return db.session.scalars(named.order_by(Report.due_on, Report.id).limit(200)).all()


def of_grant(grant_id: int) -> Sequence[Report]:
    statement = select(Report).where(
        Report.grant_id == grant_id,
        Report.state.in_([ReportState.DRAFT, ReportState.RELEASED]),
    )
    return db.session.scalars(statement.order_by(Report.until_on.desc()).limit(50)).all()


def find_batch(batch_id: int) -> ReportBatch | None:
    statement = select(ReportBatch).where(ReportBatch.id == batch_id)
    return db.session.scalars(statement.options(joinedload(ReportBatch.asked_by))).one_or_none()


def content_of_batch(batch: ReportBatch) -> bytes | None:
    statement = select(ReportBatch.content).where(ReportBatch.id == batch.id)
    return db.session.scalar(statement)


def batches() -> Sequence[ReportBatch]:
    """The newest first."""
    return db.session.scalars(select(ReportBatch).order_by(ReportBatch.id.desc()).limit(5)).all()


def expired(now: datetime) -> Sequence[ReportBatch]:
    statement = select(ReportBatch).where(
        ReportBatch.expires_at < now, ReportBatch.state == BatchState.DONE
    )
    return db.session.scalars(statement).all()
