"""Work that comes back: what is due is asked for as a job, by the worker, from our own table.

`rq cron` keeps nothing, takes no lock and forgets missed runs; this table does none of that.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock, jobs
from app.core.db import Instant, Model, db, transaction


@dataclass(frozen=True)
class Schedule:
    """The job `name` of the allow-list, asked for with 0 as its argument; it finds its own work.

    Done as soon as the worker first runs, then again `every` so often; a missed time is made up
    for once.
    """

    name: str
    every: timedelta


class DueJob(Model):
    """When a scheduled job is next due in this tenant."""

    __tablename__ = "due_jobs"

    name: Mapped[str] = mapped_column(String(60), unique=True)
    due_at: Mapped[datetime] = mapped_column(Instant)


def sweep(schedules: Iterable[Schedule]) -> list[str]:
    """Ask for what is due, each once however many workers sweep; the names of what was asked."""
    asked = []
    with transaction():
        for schedule in schedules:
            if _take(schedule):
                jobs.later(schedule.name, 0)
                asked.append(schedule.name)
    return asked


def _take(schedule: Schedule) -> bool:
    now = clock.now()
    found = select(DueJob).where(DueJob.name == schedule.name)
    row = db.session.scalars(found.with_for_update(skip_locked=True)).one_or_none()
    if row is None:
        if db.session.scalar(select(DueJob.id).where(DueJob.name == schedule.name)):
            return False  # another worker holds it at this moment
        row = DueJob(name=schedule.name, due_at=now)
        db.session.add(row)
    if row.due_at > now:
        return False
    row.due_at = now + schedule.every
    return True
