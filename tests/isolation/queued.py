"""A worker for tests that stays in this process, and what a forger would put into a queue."""

import signal
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from redis import Redis
from rq.job import Job
from rq.worker import SimpleWorker

from app import worker
from app.core import jobs

TRACES: list[str] = []


class InProcess(worker.TenantWorker):
    """Does its jobs one after another in the process of the test, as nobody should in earnest."""

    def execute_job(self, job: Any, queue: Any) -> None:
        job.origin = queue.name
        SimpleWorker.execute_job(self, job, queue)  # type: ignore[arg-type]

    def forget_connections(self) -> None:
        """There was no fork."""

    def subscribe(self) -> None:
        """Nobody gives it orders; the thread that would listen takes a second to end."""


def work(*apps: Flask, kind: type[worker.TenantWorker] = InProcess) -> None:
    """Until nothing waits in the queues of these tenants."""
    by_queue = {app.extensions["tandem.settings"].queue: app for app in apps}
    with signals_put_back():
        worker.make_worker(by_queue, kind).work(burst=True, logging_level="WARNING")


@contextmanager
def signals_put_back() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def leave_trace(*args: Any) -> None:
    """What no queue may ever have done."""
    TRACES.append("done")


class Tracer:
    """Something with a method, as a forged job may name one."""

    def leave_trace(self) -> None:
        leave_trace()


def forge(redis: Redis, queue: str, **fields: Any) -> str:
    """A job written straight into the server by somebody who reached it; its id."""
    found = f"tandem-be-{len(redis.keys('rq:job:*')) + 1}-forged"
    facts = {"created_at": "2026-11-20T10:00:00.000000Z", "status": "queued", "origin": queue}
    redis.hset(f"rq:job:{found}", mapping=facts | fields)
    redis.rpush(f"rq:queue:{queue}", found)
    return found


def packed(data: bytes) -> bytes:
    return zlib.compress(data)


def failures(app: Flask) -> dict[str, str]:
    """What the queue of this tenant keeps of failures, by id."""
    with app.app_context():
        queue = jobs.queue()
        found = {}
        for job_id in queue.failed_job_registry.get_job_ids():
            job = Job.fetch(job_id, connection=queue.connection, serializer=queue.serializer)
            result = job.latest_result()
            found[job_id] = str(result.exc_string if result else "")
        return found
