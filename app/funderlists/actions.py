"""What can be done with a list of funders: read, choose, take in, discard, undo."""

from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from marshmallow import ValidationError
from werkzeug.datastructures import FileStorage

from app.core import clock, events
from app.core.db import db
from app.core.errors import refuse_if
from app.core.events import plain
from app.core.tenancy import tenant
from app.core.viewer import viewer
from app.funderlists import queries, rules
from app.funderlists.judging import judged
from app.funderlists.models import FunderList, ListState
from app.funderlists.recognising import best_of, recognise
from app.funderlists.taking_in import Writing
from app.funderlists.undoing import take_back
from app.funderlists.verdicts import Plan, Verdict
from app.funderlists.words import every_word
from app.funders.queries import owners
from app.funders.rules import against_owner
from app.spreadsheets.reading import open_tables, sheet_named
from app.spreadsheets.sent import held, shown_name
from app.spreadsheets.tables import MEGABYTE, Unreadable

MOST_MEGABYTES = 5
DRAFT_DAYS, REFUSED_DAYS = 7, 90
"""As long as the rows of an import of people (the house's own choice: as short as the work allows,
article 5(1)(e) of Regulation (EU) 2016/679): they name people at the funders."""


def bring_in(*, file: FileStorage | None, sheet: str | None = None, **options: Any) -> FunderList:
    """Read a file and show it. Nothing of it is taken in yet, and the file itself is not kept.

    Raises `ValidationError` at `file` when it cannot be read.
    """
    if file is None or not file.filename:
        raise ValidationError({"file": [_("Choose a file.")]})
    try:
        with held(file, MOST_MEGABYTES * MEGABYTE) as path:
            return read(path, file.filename, sheet=sheet, **options)
    except Unreadable as reason:
        raise ValidationError({"file": [reason.text]}) from None


def read(path: Path, name: str, *, sheet: str | None = None, **options: Any) -> FunderList:
    """A draft out of a file that lies here. Raises `Unreadable`."""
    tidy()
    tables = open_tables(path, **options)
    table = sheet_named(tables, sheet) if sheet else best_of(tables, every_word())
    found = recognise(table, every_word())
    me = viewer().user_id
    list_ = FunderList(
        file_name=shown_name(name),
        state=ListState.DRAFT,
        user_id=me,
        made_at=clock.now(),
        read_as={
            "form": table.form,
            "sheet": table.sheet,
            "encoding": table.encoding,
            "delimiter": table.delimiter,
        },
        headers=found.headers,
        lines=found.lines,
        chosen={
            "columns": {str(at): name for at, name in found.columns.items()},
            "date_order": found.date_order,
            "language": tenant().default_language,
            "owner_id": me if me in owners() else None,
        },
    )
    db.session.add(list_)
    events.record("funder_list.read", list_, rows=len(found.lines))
    return list_


def choose(
    *, list_: FunderList, columns: dict[str, str], owner_id: int | None = None, **chosen: Any
) -> FunderList:
    """How the columns are meant, and what stands where a row says nothing."""
    list_ = queries.held(list_)
    refuse_if(rules.against_changing(list_) + against_owner(owner_id, owners()))
    there = {at: name for at, name in columns.items() if int(at) < len(list_.headers)}
    list_.chosen = plain({"columns": there, "owner_id": owner_id} | chosen)
    return list_


def take_in(*, list_: FunderList, take: Collection[str] = ()) -> FunderList:
    """All rows that are right, as a whole; the differences named in `take` too."""
    list_ = queries.held(list_)
    refuse_if(rules.against_taking_in(list_))
    found = judged(list_, take)
    writing = Writing(found)
    list_.written = writing.write() | {"event": 0}
    _count(list_, found)
    list_.state, list_.taken_at = ListState.TAKEN, clock.now()
    counts = {name: getattr(list_, name) for name in ("added", "completed", "same", "refused")}
    events.record("funder_list.taken_in", list_, **counts)
    db.session.flush()
    list_.written = list_.written | {"event": queries.newest_event()}
    return list_


def _count(list_: FunderList, found: list[Plan]) -> None:
    """What is kept of the rows is only what is wrong with those refused."""
    refused = [each.row for each in found if each.verdict == Verdict.REFUSED]
    counts = {
        verdict: sum(each.verdict == verdict for each in found)
        for verdict in (Verdict.NEW, Verdict.COMPLETED, Verdict.SAME)
    }
    list_.added, list_.completed, list_.same = counts.values()
    list_.refused = len(refused)
    list_.lines = [(row.line, row.cells) for row in refused]
    list_.refusals = [plain(each.as_dict()) for row in refused for each in row.problems]


def discard(*, list_: FunderList) -> None:
    list_ = queries.held(list_)
    refuse_if(rules.against_changing(list_))
    events.record("funder_list.discarded", list_)
    db.session.delete(list_)


def undo(*, list_: FunderList) -> FunderList:
    """Take back what nobody has touched since; the rest stays, and how much is told."""
    list_ = queries.held(list_)
    refuse_if(rules.against_undoing(list_))
    list_.kept = take_back(list_.written)
    list_.state, list_.undone_at = ListState.UNDONE, clock.now()
    list_.written = {}
    events.record("funder_list.undone", list_, kept=list_.kept)
    return list_


def tidy() -> None:
    """Forget drafts, and the rows of what was taken in, that were kept long enough."""
    now = clock.now()
    for draft in queries.old_drafts(now - timedelta(days=DRAFT_DAYS)):
        db.session.delete(draft)
    for old in queries.kept_long_enough(now - timedelta(days=REFUSED_DAYS)):
        old.lines, old.refusals, old.written = [], [], {}


def undone_until(list_: FunderList) -> date | None:
    """The last day on which it can be undone."""
    return list_.taken_at and (list_.taken_at + timedelta(days=REFUSED_DAYS)).date()
