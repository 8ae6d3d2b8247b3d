"""Long work: written down with the change that asks for it, pushed to the queue after the commit.

A job is a name of the allow-list below and an id; nothing else travels through the queue.
"""

import logging
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from flask import current_app
from redis import Redis, RedisError
from redis import exceptions as of_redis
from rq import Queue
from rq.exceptions import NoSuchJobError
from rq.job import Job, Retry
from rq.serializers import JSONSerializer
from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock, logs
from app.core.db import Instant, Model, after_commit, commit, db, transaction
from app.core.tenancy import tenant
from app.core.viewer import SYSTEM, acting_as

PERFORM = "app.core.jobs.perform"
LONGEST_SECONDS = 1800
ARGUMENTS = ("tenant", "name", "id")
NEVER_OURS = (
    "success_callback_name",
    "failure_callback_name",
    "stopped_callback_name",
    "webhooks",
    "meta",
    "group_id",
    "repeats_left",
    "rate_limit_key",
    "dependency_id",
    "dependency_ids",
)
"""What the queue may keep with a job and no job of ours has; one that has it was forged."""
RESULT_SECONDS = 60
FAILURE_SECONDS = 86_400

logger = logging.getLogger(__name__)

ALLOWED: dict[str, Callable[[int], None]] = {}
"""What a queue may ask for, by name. Filled while the features are imported, the same for all."""


class NotAllowed(RuntimeError):
    """The queue asked for something that is no job of ours, or of another tenant."""


class OutboxJob(Model):
    """A job that was asked for; `pushed_at` is empty until the queue has it."""

    __tablename__ = "outbox_jobs"

    name: Mapped[str] = mapped_column(String(60))
    argument: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(Instant)
    pushed_at: Mapped[datetime | None] = mapped_column(Instant, index=True)


class JobFailed(RuntimeError):
    """What the queue keeps of a failure: its kind and its place, never a value."""


class TenantJob(Job):
    """Runs `perform` and nothing else: no other function, no callback, no webhook.

    What the queue holds may have been written by anybody who reached it.
    """

    success_callback = failure_callback = stopped_callback = None
    forged = False

    @classmethod
    def fetch(cls, id: str, *where: Any, **more: Any) -> "TenantJob":  # noqa: A002 - their name
        """Raises `NoSuchJobError` on what is no job at all: the worker then takes the next."""
        try:
            return cast(TenantJob, super().fetch(id, *where, **more))
        except (NoSuchJobError, of_redis.ConnectionError, of_redis.TimeoutError):
            raise
        except Exception as error:
            logger.warning("the queue holds what is no job: %s", logs.kind_of(error))
            raise NoSuchJobError from None

    def restore(self, raw_data: Any) -> None:
        given = dict(raw_data)
        never_ours = [name for name in NEVER_OURS if given.pop(name.encode(), b"")]
        self.forged = bool(never_ours)
        super().restore(given)

    def send_webhooks(self, *args: Any, **options: Any) -> None:
        """A forged job may name an address: nothing is ever sent to one."""

    def perform(self) -> Any:
        try:
            return super().perform()
        except NotAllowed:
            self.retries_left = 0
            logger.warning("refused a job that is none of ours")
            raise
        except Exception as error:
            raise JobFailed(f"{logs.kind_of(error)} at {logs.last_place(error)}") from None

    def _execute(self) -> None:
        is_plain = self.instance is None and not self.kwargs and not self.forged
        if self.func_name != PERFORM or not is_plain or len(self.args) != len(ARGUMENTS):
            raise NotAllowed("this is no job of ours")
        perform(*self.args)


def job(name: str) -> Callable[[Callable[[int], None]], Callable[[int], None]]:
    """Put a function that takes one id on the allow-list. It must bear to be run twice."""

    def allow(function: Callable[[int], None]) -> Callable[[int], None]:
        ALLOWED[name] = function
        return function

    return allow


def later(name: str, argument: int) -> None:
    """Ask for a job once what is under way is committed. Raises `NotAllowed` on an unknown name."""
    if name not in ALLOWED:
        raise NotAllowed(name)
    db.session.add(OutboxJob(name=name, argument=argument, asked_at=clock.now()))
    after_commit(push_waiting)


def push_waiting() -> None:
    """Give the queue what it has not had yet. A queue that is away gets it later."""
    connection = current_app.extensions.get("tandem.redis")
    if connection is None:
        return
    waiting = select(OutboxJob).where(OutboxJob.pushed_at.is_(None)).order_by(OutboxJob.id)
    rows = db.session.scalars(waiting.limit(100).with_for_update(skip_locked=True)).all()
    try:
        for row in rows:
            push(row)
    except RedisError as error:
        current_app.logger.warning("the queue is away: %s", type(error).__name__)
    commit()


def push(row: OutboxJob) -> None:
    """The id says tenant and row; without a description the library would write one."""
    queue().enqueue(
        PERFORM,
        args=[tenant().code, row.name, row.argument],
        job_id=f"tandem-{tenant().code}-{row.id}-{secrets.token_hex(4)}",
        description="-",
        retry=Retry(max=2, interval=[5, 30]),
        job_timeout=LONGEST_SECONDS,
        result_ttl=RESULT_SECONDS,
        failure_ttl=FAILURE_SECONDS,
    )
    row.pushed_at = clock.now()


def queue(connection: "Redis | None" = None) -> Queue:
    """The queue of the current tenant."""
    found = connection or current_app.extensions["tandem.redis"]
    return Queue(
        current_app.extensions["tandem.settings"].queue,
        connection=found,
        serializer=JSONSerializer,
        job_class=TenantJob,
    )


def perform(code: str, name: str, argument: int) -> None:
    """Do one job in the current application. Raises `NotAllowed` for another tenant's job."""
    if code != tenant().code or type(argument) is not int:
        raise NotAllowed("this is a job of another tenant")
    if not isinstance(name, str) or name not in ALLOWED:
        raise NotAllowed("this is no job of ours")
    with acting_as(SYSTEM), transaction():
        ALLOWED[name](argument)
