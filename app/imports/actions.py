"""What can be done with imports: draft, adjust, start, discard and undo them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from marshmallow import ValidationError
from sqlalchemy import update
from werkzeug.datastructures import FileStorage

from app.core import clock, events
from app.core.db import commit, db
from app.core.errors import refuse_if
from app.core.jobs import later
from app.core.viewer import viewer
from app.imports import keeping, queries, rules
from app.imports.models import Import, ImportState
from app.imports.previews import with_counts, without_rows
from app.imports.running import describe, kept_lists
from app.references.runs import begin_run
from app.refused_rows.keeping import forget_refused
from app.spreadsheets.sent import shown_name
from app.spreadsheets.tables import Unreadable
from app.takeover.dependents import depending_on
from app.takeover.taking_back import take_back
from app.takeover.taking_in import take_in

CHECK, RUN, UNDO = "imports.check", "imports.run", "imports.undo"
MOST_ROWS_AT_ONCE = 1_000
"""More than these are checked and undone by a job, so that nobody waits for a page."""


def bring_in(*, file: FileStorage | None, **options: Any) -> Import:
    """Read a file and show it: nothing of it is taken over yet.

    Raises `ValidationError` at `file` when it cannot be read; it is not kept then.
    """
    tidy()
    if file is None or not file.filename:
        raise ValidationError({"file": [_("Choose a file.")]})
    name, stored = shown_name(file.filename), keeping.keep(file)
    import_ = Import(
        file_name=name,
        stored_as=stored,
        options=options,
        state=ImportState.DRAFT,
        user_id=viewer().user_id,
        made_at=clock.now(),
    )
    try:
        _read(import_)
    except BaseException:
        keeping.forget(stored)
        raise
    db.session.add(import_)
    events.record("import.drafted", import_)
    _check_soon(import_)
    return import_


def choose(*, import_: Import, **options: Any) -> Import:
    """Read the file again as somebody chose by hand. Raises `ValidationError` at `file`.

    Where the encoding, the delimiter or the kind is another one, columns are recognised anew.
    """
    refuse_if(rules.against_starting(import_))
    import_.options = _with_lists(import_, options)
    _read(import_)
    _check_soon(import_)
    return import_


def check(import_: Import, end: Callable[[], None] | None = None) -> None:
    """Count what would become of the rows; everything is taken back.

    `end` ends a transaction after each chunk; without it, core does at the end of the request.
    """
    import_id, parts, name = import_.id, list(import_.parts), import_.file_name
    lists = kept_lists(import_)
    run = begin_run(name, dry=True)
    tallies = take_in(run, lists, told=_nobody, end=end or _nothing)
    checked = update(Import).where(
        Import.id == import_id, Import.state.in_((ImportState.CHECKING, ImportState.DRAFT))
    )
    db.session.execute(checked.values(state=ImportState.DRAFT, parts=with_counts(parts, tallies)))


def start(*, import_: Import) -> Import:
    """Ask the queue to take it in."""
    refuse_if(rules.against_starting(import_))
    import_.parts = [without_rows(part) for part in import_.parts]
    import_.state, import_.done = ImportState.WAITING, 0
    later(RUN, import_.id)
    return import_


def discard(*, import_: Import) -> None:
    """A draft and its file go."""
    refuse_if(rules.against_discarding(import_))
    events.record("import.discarded", import_)
    keeping.forget(import_.stored_as)
    db.session.delete(import_)


def undo(*, import_: Import, at_once: bool = False) -> Import:
    """Take back all of it, or ask the queue to when it is much; a command does it `at_once`.

    Raises `Refused` as soon as something depends on it.
    """
    refuse_if(against_undoing(import_))
    keeping.forget(import_.stored_as)
    import_.stored_as = None
    written = import_.accepted + import_.updated
    if written > MOST_ROWS_AT_ONCE and not at_once:
        import_.state = ImportState.UNDOING
        later(UNDO, import_.id)
    else:
        take_back(import_.id, commit if at_once else db.session.flush)
        mark_undone(import_)
    return import_


def mark_undone(import_: Import) -> None:
    import_.state, import_.undone_at = ImportState.UNDONE, clock.now()
    events.record("import.undone", import_)


def against_undoing(import_: Import) -> list[Any]:
    """All that stands against it, with how much of it there is."""
    if not import_.wrote_something:
        return rules.against_undoing(import_, {})
    began, undone = queries.started(import_.id), queries.undone_imports()
    return rules.against_undoing(import_, depending_on(import_.id, began, undone))


def tidy() -> int:
    """Forget drafts and refused rows that were kept long enough; how many files went."""
    now = clock.now()
    for draft in queries.forgotten_drafts(now - timedelta(days=keeping.DRAFT_DAYS)):
        keeping.forget(draft.stored_as)
        db.session.delete(draft)
    old = queries.finished_before(now - timedelta(days=keeping.REFUSED_DAYS))
    forget_refused(old)
    return keeping.forget_old()


def _with_lists(import_: Import, options: dict[str, Any]) -> dict[str, Any]:
    read_anew = any(
        import_.options.get(name) != options.get(name) for name in ("encoding", "delimiter")
    )
    lists = []
    for part, chosen in zip(import_.parts, options.pop("lists"), strict=False):
        recognised = read_anew or chosen.get("kind") != part["kind"]
        columns = {} if recognised else chosen["columns"]
        if chosen.get("kind"):
            lists.append({**chosen, "sheet": part["sheet"], "columns": columns})
    return {**import_.options, **options, "lists": lists}


def _read(import_: Import) -> None:
    try:
        describe(import_, kept_lists(import_))
    except Unreadable as reason:
        raise ValidationError({"file": [reason.text]}) from None


def _check_soon(import_: Import) -> None:
    if import_.total > MOST_ROWS_AT_ONCE:
        import_.state = ImportState.CHECKING
        later(CHECK, import_.id)
    else:
        db.session.flush()
        check(import_)


def _nothing() -> None:
    """Within a request, core ends the transaction."""


def _nobody(*_what: Any) -> None:
    """Nothing is told of a row that was only tried."""
