"""The receipts of a year, made in the background."""

from app.core.db import commit
from app.core.jobs import job
from app.gift_receipts.actions import ISSUE, issue_all
from app.gift_receipts.models import RunState
from app.gift_receipts.queries import find_run


@job(ISSUE)
def issue(run_id: int) -> None:
    """Make the receipts of a year; asked again after a stop, it goes on where it was."""
    run = find_run(run_id)
    if run is not None and run.state in {RunState.WAITING, RunState.RUNNING}:
        issue_all(run, commit)
