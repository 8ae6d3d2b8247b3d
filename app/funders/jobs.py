"""Work of the funders that comes back."""

from app.core.jobs import job
from app.core.tenancy import tenant
from app.funders import weekly


@job("funders.remind")
def remind(_nothing: int) -> None:
    """Write what is due this week to whom it concerns; who was written to this week is left out."""
    if not tenant().is_hq:
        weekly.write_mails()
