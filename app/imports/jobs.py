"""Imports for the queue."""

from app.core.db import commit
from app.core.jobs import job
from app.core.viewer import acting_as
from app.imports import actions, queries, running
from app.spreadsheets.tables import Unreadable
from app.takeover.taking_back import take_back


@job(actions.CHECK)
def check(import_id: int) -> None:
    """Count what would become of the rows of a draft; nothing when it is no draft any more."""
    import_ = queries.find_to_check(import_id)
    if import_ is not None:
        with acting_as(running.who_asked(import_)):
            actions.check(import_, end=commit)


@job("imports.tidy")
def tidy(_nothing: int) -> None:
    """Drafts and refused rows are kept for some time only, whether or not another file comes."""
    actions.tidy()


@job(actions.RUN)
def run(import_id: int) -> None:
    """Take in a file. A file that cannot be read says so on its page; trying again is no use."""
    import_ = queries.find_to_run(import_id)
    if import_ is not None:
        try:
            running.run_kept(import_)
        except Unreadable:
            return


@job(actions.UNDO)
def undo(import_id: int) -> None:
    """Take back a large import, some hundred rows at a time."""
    if queries.find_to_undo(import_id) is not None:
        with running.failure_noted(import_id):
            take_back(import_id, commit)
        actions.mark_undone(queries.get_any(import_id))
