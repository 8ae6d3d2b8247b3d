"""Expenses for the tests of expenses."""

import io
from datetime import date
from typing import Any

from app.core.db import db
from app.core.viewer import Viewer, acting_as
from app.expenses.actions import deciding, entering
from app.expenses.models import Expense
from tests import make

TODAY = date(2026, 11, 20)
PICTURE = b"\xff\xd8\xff\xe0 a photo of a receipt"
BEGAN = date(2015, 1, 1)


def mentor(**more: Any) -> Any:
    """Registered long ago, with an address to write to."""
    return make.mentor(
        **{"registered_on": BEGAN, "language": "en", "email": "marc@mentors.example", **more}
    )


def entered(person: Any, kind: str = "flat", day: str = "2026-11-10", **more: Any) -> Expense:
    """A flat rate of 40 euros, entered by nobody in particular."""
    said = {"amount_cents": 4000, **more}
    expense, _verdict = entering.enter(
        person=person, kind=kind, spent_on=date.fromisoformat(day), **said
    )
    db.session.commit()
    return expense


def approved(person: Any, day: str = "2026-11-10", **more: Any) -> Expense:
    expense = entered(person, day=day, **more)
    deciding.approve(expense=expense)
    db.session.commit()
    return expense


def somebody(user: Any) -> Any:
    """To act as an account of the staff."""
    viewer = Viewer(name=user.name, user_id=user.id, permissions=user.permissions, antenna_ids=None)
    return acting_as(viewer)


def upload(name: str = "ticket.jpg", content: bytes = PICTURE) -> Any:
    return io.BytesIO(content), name
