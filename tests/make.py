"""Rows for tests, with defaults for all that the test does not care about.

Every function adds one row, commits and returns it; they run inside an application.
"""

from datetime import date
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts import identity, passwords
from app.accounts.models import User
from app.antennas.models import Antenna
from app.core import clock
from app.core.db import Model, db
from app.core.events import Event
from app.core.permissions import Role

PASSWORD = "gouden-herfst-lamp-94"
SPRING = date(2026, 3, 2)


def kept(row: Any) -> Any:
    db.session.add(row)
    db.session.commit()
    return row


def antenna(code: str) -> Antenna:
    """The antenna of that code of the tenant's own list."""
    return db.session.scalars(select(Antenna).where(Antenna.code == code)).one()


def first_antenna() -> Antenna:
    return db.session.scalars(select(Antenna).order_by(Antenna.id)).first() or _none()


def _none() -> Any:
    raise LookupError("this tenant has no antenna")


def user(
    role: str = "coordinator",
    *,
    email: str = "",
    name: str = "Alice Martin",
    antennas: list[str] | None = None,
    **more: Any,
) -> User:
    """Somebody who can sign in; a coordinator or lead without antennas gets the first one."""
    found = [antenna(code) for code in antennas or []]
    if not found and role in {"coordinator", "lead"}:
        found = [first_antenna()]
    return kept(
        User(
            email=email or f"{role}-{count(User)}@staff.example",
            name=name,
            role=Role(role),
            antennas=found,
            password_hash=more.pop("password_hash", "unusable"),
            invited_at=clock.now(),
            **more,
        )
    )


def member(password: str = PASSWORD, role: str = "coordinator", **more: Any) -> User:
    """Somebody whose password is known, and who comes in with it."""
    return user(role, password_hash=passwords.hash_of(password), **more)


def browser(app: Flask, somebody: User) -> FlaskClient:
    """A client with a running session of this person."""
    begun = identity.begin_session(somebody, device="test", second_factor=True, remember=False)
    db.session.commit()
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = begun.key, True
    return client


def count(model: type[Model]) -> int:
    return len(db.session.scalars(select(model.id)).all())


def last_event() -> Event:
    return db.session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
