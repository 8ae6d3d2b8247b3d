"""Two profiles of one person made one, and apart again as long as nothing depends on it.

The profile that goes keeps its row with what was not chosen, so that nothing is lost and the
merge can be undone. Values are exchanged between the two rows, not copied into the event: the
journal never holds a value that only few may read.

A feature above answers three questions (see `app/reactions.py`): `people.against_merging(kept,
gone)` with Reasons, `people.merging(kept, gone)` with what it moved (use `move`), and
`people.against_unmerging(kept, gone, since)` with Reasons once something depends on the merge.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from app.core import clock, events
from app.core.db import Base, db, past_the_wall
from app.core.errors import refuse_if
from app.core.events import Event
from app.core.questions import ask
from app.duplicates import queries, rules
from app.duplicates.doubts import MERGED
from app.duplicates.models import DuplicateDoubt
from app.people.filling import refresh_keys
from app.people.models import Person, Sector, SensitiveFacts, SpokenLanguage
from app.people.queries import find_profile, sensitive_of

Moved = dict[str, Any]
"""`{"table": ..., "id": ..., "before": {column: value}}`: what puts one moved row back."""
SENSITIVE = ("nationality", "birth_country", "parents_born_outside_eu", "permit_until")
WITHOUT_WEIGHT = frozenset({"sensitive.read", "people.exported", "duplicates.settled"})
"""Events that change nothing of a profile."""


def merge(doubt: DuplicateDoubt, *, keep: int, **whose: int) -> Person:
    """Make the two of the doubt one; the profile that goes on.

    `keep` is its id; `whose` says by field the id of whose value stays, the kept one's otherwise.
    """
    refuse_if(rules.against_settling(doubt))
    pair = {doubt.person_id: doubt.person, doubt.other_id: doubt.other}
    refuse_if([] if {keep, *whose.values()} <= set(pair) else [rules.NOT_OF_THIS_PAIR])
    kept = find_profile(type(pair[keep]), keep) or pair[keep]
    gone_id = next(person_id for person_id in pair if person_id != keep)
    gone = find_profile(type(pair[gone_id]), gone_id) or pair[gone_id]
    refuse_if(rules.against_merging(kept, gone) or ask("people.against_merging", kept, gone))
    taken = [field for field, chosen in sorted(whose.items()) if chosen == gone.id]
    facts = {
        "gone_id": gone.id,
        "fields": _exchange(kept, gone, taken),
        "sensitive": _exchange_sensitive(kept, gone),
        "moved": _move_all(kept, gone),
    }
    gone.merged_into_id = kept.id
    doubt.settled_at, doubt.settlement = clock.now(), MERGED
    events.record("person.merged", kept, **facts)
    db.session.flush()
    db.session.expire_all()
    return kept


def unmerge(kept: Person, gone: Person) -> Person:
    """Put back what the merge did; the profile that was gone. Refused when something depends."""
    merged = queries.find_merge(kept, gone)
    refuse_if(against_unmerging(kept, gone, merged))
    facts = merged.facts if merged else {}
    gone.merged_into_id = None
    _exchange(kept, gone, facts["fields"])
    _exchange_values(sensitive_of(kept), sensitive_of(gone), facts["sensitive"])
    db.session.flush()
    for row in reversed(facts["moved"]):
        _put_back(row)
    for doubt in queries.doubts_between(kept, gone):
        doubt.settled_at = doubt.settlement = None
    events.record("person.merge_undone", kept, gone_id=gone.id)
    db.session.flush()
    db.session.expire_all()
    return gone


def against_unmerging(kept: Person, gone: Person, merged: Event | None) -> list[Any]:
    """Everything that stands against undoing the merge; `merged` is its event."""
    if merged is None or gone.merged_into_id != kept.id:
        return [rules.NOT_MERGED]
    reasons = rules.against_unmerging(gone, _changes_since(kept, merged))
    return reasons + list(ask("people.against_unmerging", kept, gone, merged.at))


def move(column: InstrumentedAttribute[Any], kept: Person, gone: Person) -> list[Moved]:
    """Point every row that points at the gone person at the kept one; what was moved.

    For the features above: `move(Interview.person_id, kept, gone)`.
    """
    model = column.class_
    mine = select(model.id).where(column == gone.id).execution_options(**past_the_wall())
    ids = list(db.session.scalars(mine))
    _point_at(column, ids, kept.id)
    before = {column.key: gone.id}
    return [{"table": model.__tablename__, "id": row_id, "before": before} for row_id in ids]


def _move_all(kept: Person, gone: Person) -> list[Moved]:
    moved = [*_move_missing(SpokenLanguage, kept, gone), *_move_missing(Sector, kept, gone)]
    if sensitive_of(kept) is None:
        moved += move(SensitiveFacts.person_id, kept, gone)
    return moved + list(ask("people.merging", kept, gone))


def _move_missing(
    model: type[SpokenLanguage] | type[Sector], kept: Person, gone: Person
) -> list[Moved]:
    """Languages and sectors that only the gone one had."""
    known = select(model.code).where(model.person_id == kept.id)
    missing = select(model.id).where(model.person_id == gone.id, model.code.not_in(known))
    ids = list(db.session.scalars(missing))
    _point_at(model.person_id, ids, kept.id)
    before = {"person_id": gone.id}
    return [{"table": model.__tablename__, "id": row_id, "before": before} for row_id in ids]


def _point_at(column: InstrumentedAttribute[Any], ids: Iterable[int], person_id: int) -> None:
    model = column.class_
    db.session.execute(
        update(model).where(model.id.in_(list(ids))).values({column: person_id}),
        execution_options={"synchronize_session": False, **past_the_wall()},
    )


def _put_back(row: Mapping[str, Any]) -> None:
    table = Base.metadata.tables[row["table"]]
    db.session.execute(update(table).where(table.c.id == row["id"]).values(row["before"]))


def _exchange(kept: Person, gone: Person, fields: Iterable[str]) -> list[str]:
    exchanged = _exchange_values(kept, gone, fields)
    refresh_keys(kept)
    refresh_keys(gone)
    return exchanged


def _exchange_values(one: Any, other: Any, fields: Iterable[str]) -> list[str]:
    """Exchange what differs in these fields; the fields that did."""
    exchanged = []
    for field in fields:
        mine, theirs = getattr(one, field), getattr(other, field)
        if mine != theirs:
            setattr(one, field, theirs)
            setattr(other, field, mine)
            exchanged.append(field)
    return exchanged


def _exchange_sensitive(kept: Person, gone: Person) -> list[str]:
    """Sensitive facts that the kept one lacks; nobody is shown one to choose between them."""
    mine, theirs = sensitive_of(kept), sensitive_of(gone)
    if mine is None or theirs is None:
        return []
    missing = [field for field in SENSITIVE if getattr(mine, field) is None]
    return _exchange_values(mine, theirs, missing)


def _changes_since(kept: Person, merged: Event) -> int:
    """How many things happened to the kept profile after the merge."""
    later = select(func.count(Event.id)).where(
        Event.subject_type == Person.__tablename__,
        Event.subject_id == kept.id,
        Event.id > merged.id,
        Event.name.not_in(WITHOUT_WEIGHT),
    )
    return db.session.scalars(later).one()
