"""The worker: takes jobs of the tenants it serves, does each inside that tenant's application."""

import secrets
from typing import Any

from flask import Flask
from redis import Redis
from rq import Worker
from rq.serializers import JSONSerializer

from app import setup
from app.core import jobs, schedules
from app.core.db import db
from app.core.viewer import SYSTEM, acting_as
from app.reactions import SCHEDULES

WORKER_TTL_SECONDS = 20
JOB_MONITORING_SECONDS = 5
MAINTENANCE_SECONDS = 15
"""With the defaults a job whose worker was killed came back after seven minutes at the earliest."""


class TenantWorker(Worker):
    """Pushes exactly one application context for each job: that of the queue it came from."""

    applications: dict[str, Flask]

    def execute_job(self, job: Any, queue: Any) -> None:
        """A job belongs to the queue it was found in, whatever it says itself."""
        job.origin = queue.name
        super().execute_job(job, queue)

    def perform_job(self, job: Any, queue: Any, execution: Any) -> bool:
        app = self.applications[queue.name]
        with app.app_context():
            self.forget_connections()
            return super().perform_job(job, queue, execution)

    def run_maintenance_tasks(self) -> None:
        """Besides what the library does: ask for what the tenants' schedules say is due."""
        super().run_maintenance_tasks()  # type: ignore[no-untyped-call]
        for app in self.applications.values():
            with app.app_context(), acting_as(SYSTEM):
                schedules.sweep(SCHEDULES)

    def forget_connections(self) -> None:
        """Those of the process that was forked are its own."""
        for engine in db.engines.values():
            engine.dispose(close=False)


def run(codes: list[str] | None, *, burst: bool = False) -> None:
    """Work until told to stop; with `burst`, until nothing waits."""
    only = setup.only_tenant()
    apps = setup.applications(codes or ([only] if only else None))
    by_queue = {app.extensions["tandem.settings"].queue: app for app in apps.values()}
    worker = make_worker(by_queue)
    for app in apps.values():
        with app.app_context():
            jobs.push_waiting()
            jobs.queue().started_job_registry.cleanup()
    worker.work(burst=burst, with_scheduler=True, logging_level="WARNING")


def make_worker(
    by_queue: dict[str, Flask], kind: type[TenantWorker] = TenantWorker
) -> TenantWorker:
    """A worker for these applications; all of them must share one queue server."""
    first = next(iter(by_queue.values()))
    connection: Redis = first.extensions["tandem.redis"]
    queues = []
    for app in by_queue.values():
        with app.app_context():
            queues.append(jobs.queue(connection))
    codes = "-".join(app.extensions["tandem.tenant"].code for app in by_queue.values())
    worker = kind(
        queues,
        name=f"tandem-{codes}-{secrets.token_hex(8)}",
        connection=connection,
        job_class=jobs.TenantJob,
        serializer=JSONSerializer,
        worker_ttl=WORKER_TTL_SECONDS,
        job_monitoring_interval=JOB_MONITORING_SECONDS,
        maintenance_interval=MAINTENANCE_SECONDS,
        log_job_description=False,
    )
    worker.applications = by_queue
    return worker
