"""Expenses on the page of a mentor: what is left of the year."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from app.core import clock
from app.core.permissions import Permission
from app.core.viewer import viewer
from app.expenses import queries
from app.expenses.judging import room_of
from app.people.models import Mentor, Person
from app.people.panels import Panel
from app.volunteer_caps.rules import Room
from app.volunteer_caps.words import cap_name, quantity

SHOWN = 3


def of(person: Person) -> list[Panel]:
    """One card, for mentors."""
    if not isinstance(person, Mentor) or not viewer().may(Permission.EXPENSES_READ):
        return []
    shown = {
        "bars": bars(room_of(person, clock.today())),
        "expenses": queries.expenses_of(person, SHOWN),
    }
    return [Panel(title=_("Expenses"), template="expenses/panel.html", context=shown, order=60)]


def bars(rooms: Sequence[Room]) -> list[dict[str, Any]]:
    """Each cap as a bar: what was used, in words, and how full it is."""
    return [
        {
            "label": str(cap_name(room.rule)),
            "used": quantity(room.rule, room.used),
            "most": quantity(room.rule, room.most) if room.most is not None else None,
            "left": quantity(room.rule, room.left),
            "value": float(room.used),
            "top": float(room.most or 0),
            "full": room.most is not None and room.used >= room.most,
        }
        for room in rooms
    ]
