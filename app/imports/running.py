"""Running an import: what the queue does with a file that was sent, and a command with one here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from app.accounts.identity import viewer_of
from app.core import clock, events, jobs
from app.core.db import commit, db, rollback
from app.core.permissions import Permission
from app.core.viewer import SYSTEM, Viewer, acting_as, viewer
from app.imports import keeping, queries
from app.imports.models import Import, ImportState
from app.imports.previews import part_of, with_counts, without_rows
from app.imports.progress import Progress
from app.imports.stops import Stopped
from app.lists.choices import Options, lists_of
from app.lists.fields import DUOS
from app.lists.recognising import Mapped
from app.references.runs import begin_run
from app.references.tallies import ALL, VERDICTS, Tally, sum_of
from app.refused_rows.keeping import forget_refused
from app.spreadsheets.sent import shown_name
from app.spreadsheets.tables import Unreadable
from app.takeover.taking_in import Told, profile_now, setting_now, take_in

Listeners = Callable[[Sequence[Mapped]], Sequence[Told]]


def run_kept(import_: Import) -> None:
    """Take in what was sent. Doing it a second time, after an interruption, doubles nothing."""
    import_id, name = import_.id, import_.file_name
    with acting_as(who_asked(import_)), failure_noted(import_id):
        if not viewer().may(Permission.IMPORTS_RUN):
            raise Stopped("not_allowed")
        lists = kept_lists(import_)
        _begin(import_)
        stored = import_.stored_as
        _take(import_id, name, lists, ())
        keeping.forget(stored)


def run_file(path: Path, options: Options, *, dry: bool, also_told: Listeners) -> list[Tally]:
    """Take in a file that lies here, now. A dry run changes nothing.

    `also_told` makes from the lists of the file what hears of each chunk. Raises `Unreadable`.
    """
    name = shown_name(path.name)
    lists = lists_of(path, name, options, profile_now())
    listeners = also_told(lists)
    if dry:
        return take_in(begin_run(name, dry=True), lists, told=_all_of(listeners))
    import_ = Import(
        file_name=name,
        options=dict(options),
        state=ImportState.RUNNING,
        user_id=viewer().user_id,
        made_at=clock.now(),
    )
    describe(import_, lists)
    import_.parts = [without_rows(part) for part in import_.parts]
    db.session.add(import_)
    db.session.flush()
    import_id = import_.id
    with failure_noted(import_id):
        _begin(import_)
        return _take(import_id, name, lists, listeners)


def kept_lists(import_: Import) -> list[Mapped]:
    """The lists of the file that was sent. Raises `Unreadable`."""
    path = keeping.path_of(import_.stored_as) if import_.stored_as else None
    if path is None or not path.is_file():
        raise Stopped("file_gone")
    return lists_of(path, import_.file_name, import_.options, profile_now())


def describe(import_: Import, lists: Sequence[Mapped]) -> None:
    """Write down how the lists were read."""
    profile, setting = profile_now(), setting_now()
    import_.parts = [part_of(mapped, profile, setting) for mapped in lists]
    kinds = {mapped.kind for mapped in lists}
    import_.kind = kinds.pop() if len(kinds) == 1 else ALL
    import_.total = sum(part["rows"] for part in import_.parts)


def who_asked(import_: Import) -> Viewer:
    """A job does what the person who asked for it may do."""
    if import_.user is None:
        return SYSTEM
    permissions = import_.user.permissions if import_.user.is_in_use else frozenset()
    return viewer_of(import_.user, permissions, "page")


def _begin(import_: Import) -> None:
    """Refusals of an interrupted run are found again."""
    forget_refused([import_.id])
    if not queries.was_started(import_.id):
        events.record("import.started", import_, kind=import_.kind)
    import_.state, import_.failure, import_.done = ImportState.RUNNING, None, 0
    commit()


def _take(
    import_id: int, name: str, lists: Sequence[Mapped], listeners: Sequence[Told]
) -> list[Tally]:
    run = begin_run(name, import_id=import_id)
    tallies = take_in(run, lists, told=_all_of([Progress(import_id), *listeners]))
    import_ = queries.get_any(import_id)
    import_.state, import_.finished_at = ImportState.DONE, clock.now()
    import_.stored_as = None
    import_.parts = with_counts(import_.parts, tallies)
    counts = {verdict: sum_of(tallies).counts[verdict] for verdict in VERDICTS}
    events.record("import.finished", import_, kind=import_.kind, **counts)
    if import_.kind in {DUOS, ALL}:
        jobs.later("followup.plan", 0)
    commit()
    return tallies


@contextmanager
def failure_noted(import_id: int) -> Iterator[None]:
    """An import that stopped says so; what was taken in until then stays."""
    try:
        yield
    except BaseException as problem:
        rollback()
        told = _told(problem)
        failure = {"code": told.code, "values": _plain(told.values)}
        stopped = update(Import).where(Import.id == import_id)
        db.session.execute(stopped.values(state=ImportState.FAILED, failure=failure))
        events.record("import.failed", queries.get_any(import_id), code=told.code)
        commit()
        raise


def _told(problem: BaseException) -> Unreadable:
    """Rows that cannot go because something points at them were written to in the meantime."""
    if isinstance(problem, IntegrityError):
        return Stopped("came_between")
    return problem if isinstance(problem, Unreadable) else Stopped("unforeseen")


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: [str(one) for one in value] if isinstance(value, list) else str(value)
        for name, value in values.items()
    }


def _all_of(listeners: Sequence[Told]) -> Told:
    def told(*what: Any) -> None:
        for listener in listeners:
            listener(*what)

    return told
