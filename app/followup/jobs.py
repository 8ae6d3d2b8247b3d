"""Work of the follow-up that comes back."""

from app.core.jobs import job
from app.core.tenancy import tenant
from app.followup import actions


@job("followup.plan")
def plan(_nothing: int) -> None:
    """Give every running duo the contacts of the plan; headquarters has no duos."""
    if not tenant().is_hq:
        actions.plan_all()
