"""Long work of gifts."""

from app.core.db import commit
from app.core.jobs import job
from app.gifts.actions import receipts
from app.gifts.models import RunState
from app.gifts.queries.receipts import find_run


@job(receipts.ISSUE)
def issue(run_id: int) -> None:
    """Make the receipts of a year; asked again after a stop, it goes on where it was."""
    run = find_run(run_id)
    if run is not None and run.state in {RunState.WAITING, RunState.RUNNING}:
        receipts.issue_all(run, commit)
