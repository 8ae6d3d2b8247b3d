"""Reports for the queue."""

from app.core.db import commit
from app.core.jobs import job
from app.reports import actions, batches, queries
from app.reports.models import BatchState


@job(actions.BATCH)
def batch(batch_id: int) -> None:
    """Make the reports of a batch; nothing when that was done."""
    found = queries.find_batch(batch_id)
    if found is not None and found.state in (BatchState.WAITING, BatchState.RUNNING):
        batches.run(found, commit)


@job("reports.expire")
def expire(_nothing: int) -> None:
    """Archives are kept for some days only."""
    actions.expire_batches()
