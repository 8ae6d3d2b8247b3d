"""What was transmitted, and which grants an operation can be of."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core.db import db
from app.grants.models import Grant
from app.participations.models import Operation
from app.transmissions.models import Transmission


def grant_choices() -> dict[int, str]:
    found = select(Grant.id, Grant.code, Grant.title).order_by(Grant.begins_on.desc(), Grant.id)
    return {row.id: f"{row.code} {row.title}" for row in db.session.execute(found)}


def transmissions_of(operation: Operation) -> Sequence[Transmission]:
    found = select(Transmission).where(Transmission.operation_id == operation.id)
    newest = found.order_by(Transmission.due_on.desc(), Transmission.id.desc())
    return db.session.scalars(newest.options(selectinload(Transmission.sent_by))).all()


def find_transmission(transmission_id: int) -> Transmission | None:
    found = select(Transmission).where(Transmission.id == transmission_id)
    whole = found.options(selectinload(Transmission.sent_by), selectinload(Transmission.operation))
    return db.session.scalars(whole).one_or_none()
