"""Publication for the queue."""

from app.core import clock
from app.core.jobs import job
from app.publication import actions, queries


@job(actions.COMPUTE)
def compute(release_id: int) -> None:
    """Count and protect the tables that were asked for; nothing when that was done already."""
    release = queries.find_asked(release_id)
    if release is not None:
        actions.compute(release)


@job(actions.SEND)
def send(_release_id: int) -> None:
    """Whatever was released and has not arrived yet, this release or an earlier one."""
    actions.send_all()


@job("publication.due")
def due(_nothing: int) -> None:
    """The tables of a quarter that is over."""
    actions.ask_if_due(clock.today())
