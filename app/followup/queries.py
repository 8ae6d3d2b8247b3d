"""Every question to the table of contacts."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.core.db import db
from app.duos.models import Duo, DuoState
from app.followup.models import DuoContact


def contacts_of(duo_id: int) -> Sequence[DuoContact]:
    """In the order in which they are due, or were held; the duo is fetched first, past the wall."""
    day = func.coalesce(DuoContact.due_on, DuoContact.held_on)
    found = (
        select(DuoContact).where(DuoContact.duo_id == duo_id).options(selectinload(DuoContact.by))
    )
    return db.session.scalars(found.order_by(day, DuoContact.code, DuoContact.side)).all()


def find_contact(duo: Duo, contact_id: int) -> DuoContact | None:
    mine = DuoContact.id == contact_id, DuoContact.duo_id == duo.id
    found = select(DuoContact).where(*mine).options(joinedload(DuoContact.by))
    return db.session.scalars(found).one_or_none()


def other_side_of(contact: DuoContact) -> DuoContact | None:
    """The same contact with the other side, where the plan asks for both."""
    if contact.code is None:
        return None
    found = select(DuoContact).where(
        DuoContact.duo_id == contact.duo_id,
        DuoContact.code == contact.code,
        DuoContact.number == contact.number,
        DuoContact.side != contact.side,
    )
    return db.session.scalars(found).one_or_none()


def planned_of(duo_ids: Collection[int]) -> dict[int, list[DuoContact]]:
    """The contacts of the plan, by duo id."""
    found = select(DuoContact).where(DuoContact.duo_id.in_(duo_ids), DuoContact.code.is_not(None))
    by_duo: dict[int, list[DuoContact]] = {}
    for contact in db.session.scalars(found):
        by_duo.setdefault(contact.duo_id, []).append(contact)
    return by_duo


def running_after(duo_id: int, at_most: int) -> Sequence[Duo]:
    """Duos that have not ended, with their pauses, in the order of their ids."""
    found = select(Duo).where(Duo.ended_on.is_(None), Duo.id > duo_id)
    found = found.options(selectinload(Duo.pauses)).order_by(Duo.id)
    return db.session.scalars(found.limit(at_most)).all()


def is_late(on: date) -> ColumnElement[bool]:
    """Of a contact, joined to its duo: nothing is late while a duo is paused, or once it ended."""
    return and_(
        DuoContact.held_on.is_(None),
        DuoContact.compulsory,
        DuoContact.late_on <= on,
        Duo.state == DuoState.RUNNING,
    )


def late_duos(on: date) -> Select[Any]:
    """The ids of the duos with a contact that is late."""
    return select(DuoContact.duo_id).join(Duo, Duo.id == DuoContact.duo_id).where(is_late(on))


def is_counted(row: Any = DuoContact) -> ColumnElement[bool]:
    """Of contacts of duos that are in the query: compulsory, and not held up by a pause; such a one
    is counted once the duo goes on."""
    return and_(row.compulsory, or_(row.held_on.is_not(None), Duo.state != DuoState.PAUSED))


def held_in_time() -> ColumnElement[bool]:
    """Never unknown: a contact that was not held is not in time."""
    return and_(DuoContact.held_on.is_not(None), DuoContact.held_on < DuoContact.late_on)
