"""The worker: takes jobs of the tenants it serves, does each inside that tenant's application."""

import secrets
import time
from typing import Any

from flask import Flask
from redis import Redis
from rq import Worker
from rq.serializers import JSONSerializer

from app import setup
from app.core import jobs, schedules, standing
from app.core.config import instance_folder
from app.core.db import db
from app.core.viewer import SYSTEM, acting_as
from app.reactions import SCHEDULES

WORKER_TTL_SECONDS = 20
JOB_MONITORING_SECONDS = 5
MAINTENANCE_SECONDS = 15
SUSPENDED_SECONDS = 1
"""With the defaults a job whose worker was killed came back after seven minutes at the earliest."""


class TenantWorker(Worker):
    """Pushes exactly one application context for each job: that of the queue it came from.

    Jobs of a tenant that is suspended wait in its queue until it is resumed.
    """

    applications: dict[str, Flask]

    def dequeue_job_and_maintain_ttl(
        self, timeout: int | None, max_idle_time: int | None = None
    ) -> Any:
        """A job that came up while its tenant was being suspended goes back to where it was."""
        while True:
            if not self.open_queues():
                if timeout is None:
                    return None
                self.wait_a_little()
                continue
            found = super().dequeue_job_and_maintain_ttl(timeout, max_idle_time)
            if found is None or self.is_open(found[1]):
                return found
            self.put_back(*found)

    def is_open(self, queue: Any) -> bool:
        code = self.applications[queue.name].extensions["tandem.tenant"].code
        return not standing.is_suspended(instance_folder(), code)

    def open_queues(self) -> list[Any]:
        return [queue for queue in self.queues if self.is_open(queue)]

    def wait_a_little(self) -> None:
        self.heartbeat()
        if self.should_run_maintenance_tasks:
            self.run_maintenance_tasks()
        time.sleep(SUSPENDED_SECONDS)

    def put_back(self, job: Any, queue: Any) -> None:
        with self.connection.pipeline() as pipeline:
            pipeline.lrem(queue.intermediate_queue_key, 1, job.id)
            queue.push_job_id(job.id, pipeline=pipeline, at_front=True)
            pipeline.execute()

    def heartbeat(self, *args: Any, **options: Any) -> None:
        """Also between two looks at the queues: a tenant may have been resumed since."""
        super().heartbeat(*args, **options)
        if open_queues := self.open_queues():
            self._ordered_queues = open_queues

    def prepare_job_execution(
        self,
        job: Any,
        remove_from_intermediate_queue: bool = False,  # noqa: FBT001, FBT002 - as the library has it
    ) -> None:
        """While all tenants but one are suspended, jobs come by the way of a single queue."""
        super().prepare_job_execution(job, remove_from_intermediate_queue=True)

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
        for queue in self.open_queues():
            with self.applications[queue.name].app_context(), acting_as(SYSTEM):
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
