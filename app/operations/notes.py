"""Lines in a tenant's journal about what an operator did to it, written without its application."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from app.core import clock
from app.core.events import Event
from app.core.viewer import SYSTEM
from app.operations.places import Place

OWN = "tenant."
"""How the names of these events begin."""


def note(place: Place, name: str, **facts: Any) -> None:
    with place.writing() as connection:
        add(connection, name, **facts)


def add(connection: Connection, name: str, **facts: Any) -> None:
    row = {"at": clock.now(), "actor": SYSTEM.name, "via": SYSTEM.via, "facts": facts}
    connection.execute(insert(Event).values(name=f"{OWN}{name}", **row))


def last_change(connection: Connection) -> tuple[int, datetime | None]:
    """The last event that is not an operator's: its number (0 where there is none) and when."""
    others = Event.name.not_like(f"{OWN}%")
    found = select(func.max(Event.id), func.max(Event.at)).where(others)
    number, at = connection.execute(found).one()
    return number or 0, at
