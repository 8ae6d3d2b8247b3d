"""Work of training that comes back."""

from app.core.jobs import job
from app.core.tenancy import tenant
from app.training import actions


@job("training.refresh")
def refresh(_nothing: int) -> None:
    """Bring the copy of the modules up to date; headquarters needs none."""
    if not tenant().is_hq:
        actions.refresh()
