"""What happened: who changed what, and when. Every action leaves one of these rows."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, insert, inspect, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Instant, Model, SharedModel, db
from app.core.viewer import viewer


class Event(Model):
    """`name` is in the past tense; `facts` never hold a sensitive value, only field names."""

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_subject", "subject_type", "subject_id"),)

    at: Mapped[datetime] = mapped_column(Instant, index=True)
    user_id: Mapped[int | None]
    actor: Mapped[str] = mapped_column(String(120))
    via: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60), index=True)
    subject_type: Mapped[str | None] = mapped_column(String(40))
    subject_id: Mapped[int | None]
    antenna_id: Mapped[int | None] = mapped_column(ForeignKey("antennas.id"), index=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)


TABLE: Any = Event.__table__
"""For many rows at once: through the model it takes four times as long."""


def record(name: str, row: Model | SharedModel | None = None, **facts: Any) -> Event:
    """Add an event about `row` (flushed first, so that it has an id) in the same transaction."""
    if row is not None and row.id is None:
        db.session.flush()
    who = viewer()
    event = Event(
        at=clock.now(),
        user_id=who.user_id,
        actor=who.name,
        via=who.via,
        name=name,
        subject_type=row.__tablename__ if row is not None else None,
        subject_id=row.id if row is not None else None,
        antenna_id=_antenna_of(row),
        facts={key: plain(value) for key, value in facts.items()},
    )
    db.session.add(event)
    return event


def record_many(
    name: str, table: str, subjects: Iterable[tuple[int, int | None]], **facts: Any
) -> None:
    """The same event about many rows of a table, given as pairs of id and antenna, in one go."""
    who, now, kept = viewer(), clock.now(), {key: plain(value) for key, value in facts.items()}
    rows = [
        {
            "at": now,
            "user_id": who.user_id,
            "actor": who.name,
            "via": who.via,
            "name": name,
            "subject_type": table,
            "subject_id": row_id,
            "antenna_id": antenna_id,
            "facts": kept,
        }
        for row_id, antenna_id in subjects
    ]
    if rows:
        db.session.execute(insert(TABLE), rows)


def events_of(row: Model | SharedModel, most: int | None = None) -> Sequence[Event]:
    """What was recorded about the row, the newest first."""
    about = (Event.subject_type == row.__tablename__, Event.subject_id == row.id)
    found = select(Event).where(*about).order_by(Event.id.desc())
    return db.session.scalars(found.limit(most)).all()


def changed_fields(row: Model | SharedModel) -> dict[str, list[Any]]:
    """What was set on `row` and not flushed yet, as {field: [before, after]}."""
    changes: dict[str, list[Any]] = {}
    state: Any = inspect(row)
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].history
        if history.has_changes() and attribute.key != "version":
            before = history.deleted[0] if history.deleted else None
            changes[attribute.key] = [plain(before), plain(getattr(row, attribute.key))]
    return changes


def plain(value: Any) -> Any:
    """The same value as JSON can keep it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    return value


def _antenna_of(row: Model | SharedModel | None) -> int | None:
    found: int | None = getattr(row, "antenna_id", None)
    return row.id if row is not None and row.__tablename__ == "antennas" else found
