"""What is done with files of the bank in the background."""

from app.bank_files import actions
from app.core.jobs import job


@job("bank_files.forget")
def forget(_nothing: int) -> None:
    """Payers of what was no gift are kept for some weeks only."""
    actions.forget_other_payers()
