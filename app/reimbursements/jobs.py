"""Making the file of a payment, in the background."""

from importlib import import_module

from app.core.jobs import job
from app.reimbursements.actions.paying import PRODUCE
from app.reimbursements.queries import find_batch

TRANSFERS = "app.reimbursements.transfers"
"""Imported when a file is made and not before: the library reads the schemas of the banks, and no
page needs it."""


@job(PRODUCE)
def produce(batch_id: int) -> None:
    """A second time changes nothing."""
    batch = find_batch(batch_id)
    if batch is not None:
        import_module(TRANSFERS).produce(batch)
