"""What can be asked about doubts and merges."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import aliased, selectinload

from app.core.db import db
from app.core.events import Event
from app.duplicates.models import DuplicateDoubt
from app.people.models import Person

NEWEST_DOUBT_FIRST = {"newest": (DuplicateDoubt.id.desc(),)}


def doubted_with(person: Person, ids: Collection[int]) -> set[int]:
    """Those of the ids about whom there is, or was, a doubt with this person."""
    pairs = select(DuplicateDoubt.person_id, DuplicateDoubt.other_id).where(
        or_(
            and_(DuplicateDoubt.person_id == person.id, DuplicateDoubt.other_id.in_(ids)),
            and_(DuplicateDoubt.other_id == person.id, DuplicateDoubt.person_id.in_(ids)),
        )
    )
    return {one for pair in db.session.execute(pairs) for one in pair} - {person.id}


def open_doubts() -> Select[DuplicateDoubt]:
    """Doubts about two people whom the viewer both sees, newest first."""
    one, other = aliased(Person), aliased(Person)
    return (
        select(DuplicateDoubt)
        .join(one, DuplicateDoubt.person_id == one.id)
        .join(other, DuplicateDoubt.other_id == other.id)
        .where(DuplicateDoubt.settled_at.is_(None))
        .where(one.merged_into_id.is_(None), other.merged_into_id.is_(None))
        .order_by(DuplicateDoubt.found_at.desc(), DuplicateDoubt.id)
    )


def open_doubts_with_names() -> Select[DuplicateDoubt]:
    return open_doubts().options(
        selectinload(DuplicateDoubt.person), selectinload(DuplicateDoubt.other)
    )


def find_doubt(doubt_id: int) -> DuplicateDoubt | None:
    """None when it is settled, or when the viewer does not see both."""
    return db.session.scalars(
        open_doubts_with_names().where(DuplicateDoubt.id == doubt_id)
    ).one_or_none()


def doubts_between(one: Person, other: Person) -> Sequence[DuplicateDoubt]:
    """Settled or not."""
    first, second = sorted((one.id, other.id))
    pair = DuplicateDoubt.person_id == first, DuplicateDoubt.other_id == second
    return db.session.scalars(select(DuplicateDoubt).where(*pair)).all()


def merged_into(person: Person) -> Sequence[Person]:
    """Double profiles that are now part of this one, the newest merge last."""
    gone = select(Person).where(Person.merged_into_id == person.id).order_by(Person.id)
    return db.session.scalars(gone).all()


def find_merge(kept: Person, gone: Person) -> Event | None:
    """What the last merge of the two did."""
    merges = select(Event).where(
        Event.name == "person.merged",
        Event.subject_type == Person.__tablename__,
        Event.subject_id == kept.id,
    )
    newest = db.session.scalars(merges.order_by(Event.id.desc()))
    return next((event for event in newest if event.facts.get("gone_id") == gone.id), None)
