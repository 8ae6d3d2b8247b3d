"""What is done with lists of funders in the background."""

from app.core.jobs import job
from app.funderlists import actions


@job("funderlists.tidy")
def tidy(_nothing: int) -> None:
    """Drafts and refused rows are kept for some time only, whether or not another list comes."""
    actions.tidy()
