"""Work of the deadlines that comes back."""

from app.core import clock
from app.core.jobs import job
from app.core.tenancy import tenant
from app.deadlines.telling import tell_owners


@job("deadlines.tell")
def tell(_nothing: int) -> None:
    """Tell owners what came near; headquarters has no funders."""
    if not tenant().is_hq:
        tell_owners(clock.today())
